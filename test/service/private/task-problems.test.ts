import { CfnParameter, Duration, Fn, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { apiIn, ApiProps } from '../../support/api';
import { workloadStack } from '../../support/cloud';
import { scaffoldIn } from '../../support/scaffold';

const attempt = (props: ApiProps, stack: Stack = workloadStack()) => expect(() => apiIn(stack, props));
const lateNumber = (stack: Stack) => new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;

const databaseIn = (stack: Stack, ports: number[]) => {
  const uriSecret = Secret.fromSecretNameV2(stack, 'DatabaseUri', 'rl/bank/database');
  return { uriSecret, ports, addressRanges: [] };
};

test.each([0, 255, 500, 32768])('%s units of CPU are refused', (cpu) => {
  attempt({ cpu }).toThrow(
    `'cpu' is ${cpu}, but Fargate has 256, 512, 1024, 2048, 4096, 8192, 16384: choose one of these [api/not-a-size at Web/Api]`,
  );
});

test.each([
  [256, 1536, '512, 1024, 2048'],
  [256, 4096, '512, 1024, 2048'],
  [512, 512, '1024, 2048, 3072, 4096'],
  [512, 5120, '1024, 2048, 3072, 4096'],
  [512, 1500, '1024, 2048, 3072, 4096'],
])('with %s units of CPU %s MiB are refused', (cpu, memoryMiB, sizes) => {
  attempt({ cpu, memoryMiB }).toThrow(
    `'memoryMiB' is ${memoryMiB}, but with ${cpu} units of CPU Fargate has ${sizes}: choose one of these, or another 'cpu' [api/not-a-size at Web/Api]`,
  );
});

test.each([
  [256, 512],
  [256, 2048],
  [512, 1024],
  [512, 4096],
  [16384, 32768],
  [16384, 122880],
])('%s units of CPU go with %s MiB', (cpu, memoryMiB) => {
  attempt({ cpu, memoryMiB }).not.toThrow();
});

test('CPU and memory are 512 and 1024 where nothing is said: what goes with these is judged so', () => {
  attempt({}).not.toThrow();
  attempt({ cpu: 1024 }).toThrow(`'memoryMiB' is 1024, but with 1024 units of CPU Fargate has 2048, 3072,`);
  attempt({ memoryMiB: 8192 }).toThrow(`'memoryMiB' is 8192, but with 512 units of CPU Fargate has 1024, 2048,`);
});

test('CPU that only CloudFormation knows is not refused', () => {
  const stack = workloadStack();

  attempt({ cpu: lateNumber(stack) }, stack).not.toThrow();
});

test.each([0, 65536, -1, 80.5])('%s is no port', (containerPort) => {
  attempt({ containerPort, settings: undefined }).toThrow(
    `'containerPort' is ${containerPort}, but a port is a whole number from 1 to 65535: give the port that the API listens on [api/not-a-port at Web/Api]`,
  );
});

test.each([1, 65535])('%s is a port', (containerPort) => {
  attempt({ containerPort, settings: undefined }).not.toThrow();
});

test('another port than that of the settings is refused', () => {
  attempt({ containerPort: 8080 }).toThrow(
    `'containerPort' is 8080, but the settings tell the API to listen on 9000: no health check would be answered: leave it out, since the settings know [api/port-mismatch at Web/Api]`,
  );
  attempt({ containerPort: 9000 }).not.toThrow();
});

test.each(['PORT', 'API_KEY'])('%s in the environment is refused: the settings have it', (key) => {
  attempt({ environment: { [key]: 'value' } }).toThrow(
    `'environment' is "${key}", but the settings have that variable too, and ECS refuses a name that is there twice: take it out here [api/variable-twice at Web/Api]`,
  );
});

test('variables that are there twice are told in the order of their names', () => {
  attempt({ environment: { PORT: '1', LOG_LEVEL: 'info', API_KEY: 'key' } }).toThrow(
    /^2 problems \[api\/variable-twice at Web\/Api\]:\n- 'environment' is "API_KEY".*\n- 'environment' is "PORT"/,
  );
});

test('DB_URI in the environment is refused beside a database, without settings too', () => {
  const stack = workloadStack();

  attempt({ settings: undefined, database: databaseIn(stack, [5432]), environment: { DB_URI: 'x' } }, stack).toThrow(
    /^'environment' is "DB_URI", .* \[api\/variable-twice at Web\/Api\]$/,
  );
});

test('variables that nobody else has are taken', () => {
  attempt({ environment: { LOG_LEVEL: 'info' } }).not.toThrow();
  attempt({ settings: undefined, environment: { PORT: '9000', DB_URI: 'postgresql://db.bank.example' } }).not.toThrow();
});

test('a database whose ports are not known is refused', () => {
  const stack = workloadStack();

  attempt({ database: databaseIn(stack, []) }, stack).toThrow(
    `'database.ports' is [], but nothing is open to the tasks but HTTPS, and which port the database listens on is not known: give the database its 'ports', such as 27017 for MongoDB [api/database-without-port at Web/Api]`,
  );
});

test('a database with a port is taken, beside settings that have a DB_URI of their own', () => {
  const stack = workloadStack();

  attempt({ database: databaseIn(stack, [27017]) }, stack).not.toThrow();
});

test.each(['', '0', 'root', 'node', '0:0', '0:1000', '01000', '1000:', '1000:node', '-1', '1.5'])(
  '"%s" may be root, or is no user',
  (containerUser) => {
    attempt({ containerUser }).toThrow(
      `'containerUser' is "${containerUser}", but it has to be numbers other than 0, of the group too, since a name may stand for root in another image: write it like "1000", or "1000:1000" with a group [api/user-is-root at Web/Api]`,
    );
  },
);

test.each(['1', '1000', '1000:1000', '65532:65532', Fn.importValue('User')])('"%s" is a user', (containerUser) => {
  attempt({ containerUser }).not.toThrow();
});

test.each(['', '/', 'tmp', './tmp', '/data/', '/data//a', '/data/..', '/../etc', '/data/./a', '/my files'])(
  '"%s" is no directory to write to',
  (path) => {
    attempt({ writablePaths: [{ path, sizeMiB: 64 }] }).toThrow(
      `'writablePaths' is "${path}", but it has to be a full path without a slash at its end or steps up, and none that the system has: /, /proc, /sys, /dev: write it like "/tmp" [api/not-a-directory at Web/Api]`,
    );
  },
);

test.each(['/tmp', '/var/cache/api-1_a', '/home/node/.npm', '/..data', Fn.importValue('Path')])(
  '"%s" is a directory to write to',
  (path) => {
    attempt({ writablePaths: [{ path, sizeMiB: 64 }] }).not.toThrow();
  },
);

test('a directory that is in the list twice is refused', () => {
  const paths = ['/tmp', '/var/tmp', '/tmp'].map((path) => ({ path, sizeMiB: 64 }));

  attempt({ writablePaths: paths }).toThrow(
    `'writablePaths' is "/tmp", but it is in the list twice: leave one [api/directory-twice at Web/Api]`,
  );
  attempt({ writablePaths: paths.slice(0, 2) }).not.toThrow();
});

test.each([0, -1, 1.5])('a directory of %s MiB is refused', (sizeMiB) => {
  attempt({ writablePaths: [{ path: '/tmp', sizeMiB }] }).toThrow(
    `'writablePaths' is ${sizeMiB}, but the size of /tmp is a whole number of MiB, one at least: give such a number [api/not-a-directory-size at Web/Api]`,
  );
});

test('directories that leave the API no memory are refused', () => {
  const sizes = (...each: number[]) => each.map((sizeMiB, index) => ({ path: `/dir${index}`, sizeMiB }));

  attempt({ writablePaths: sizes(512, 512) }).toThrow(
    `'writablePaths' is "1024 MiB", but they are in the memory of the task, which has 1024 MiB, and the API needs some of it: make them smaller, or 'memoryMiB' larger [api/directories-beyond-memory at Web/Api]`,
  );
  attempt({ writablePaths: sizes(512, 511) }).not.toThrow();
  attempt({ writablePaths: sizes(512, 512), memoryMiB: 2048 }).not.toThrow();
  attempt({ writablePaths: sizes(1) }).not.toThrow();
  attempt({ writablePaths: [] }).not.toThrow();
});

test.each([
  [Duration.hours(12), 0.5, 1],
  [Duration.days(0), 0, 1],
  [Duration.days(91), 91, 120],
  [Duration.hours(36), 1.5, 3],
  [Duration.days(9999), 9999, 3653],
])('logs cannot be kept for %s', (logRetention, days, next) => {
  attempt({ logRetention }).toThrow(
    `'logRetention' is "${days} days", but CloudWatch Logs knows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days: take one of these, such as ${next} [api/not-a-log-retention at Web/Api]`,
  );
});

test.each([Duration.days(1), Duration.hours(72), Duration.days(3653)])('logs can be kept for %s', (logRetention) => {
  attempt({ logRetention }).not.toThrow();
});

test('a retention for a log group that exists is refused', () => {
  const stack = workloadStack();
  const logGroup = LogGroup.fromLogGroupName(stack, 'Logs', '/bank/api');

  attempt({ logGroup, logRetention: Duration.days(30) }, stack).toThrow(
    `'logRetention' is "30 days", but it is of the API's own log group, and there is none beside 'logGroup': give it to that log group instead [api/retention-of-another at Web/Api]`,
  );
});

test('a log group that exists is taken as it is', () => {
  const stack = workloadStack();

  attempt({ logGroup: LogGroup.fromLogGroupName(stack, 'Logs', '/bank/api') }, stack).not.toThrow();
});

test('a variable of the database is told as the database’s', () => {
  const stack = workloadStack();
  const database = { uriSecret: scaffoldIn(stack).secrets.DB_URI, ports: [5432], addressRanges: [] };

  expect(() => apiIn(stack, { settings: undefined, database, environment: { DB_URI: 'x' } })).toThrow(
    `'environment' is "DB_URI", but the database has that variable too, and ECS refuses a name that is there twice`,
  );
});

test('sizes and ports that only CloudFormation knows are not judged', () => {
  const stack = workloadStack();
  const late = new CfnParameter(stack, 'Late', { type: 'Number' }).valueAsNumber;

  expect(() => apiIn(stack, { memoryMiB: late, containerPort: late })).not.toThrow();
});
