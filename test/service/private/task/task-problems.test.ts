import { CfnParameter, Duration, Fn } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { IRuntimeSettings } from '../../../../src/data';
import { ImageRepository } from '../../../../src/service';
import { taskProblems } from '../../../../src/service/private/task/task-problems';
import { ApiProps, IMAGE, saidBy, testRules } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const stack = workloadStack();
const image = new ImageRepository(stack, 'Image', { image: IMAGE });
const settings = scaffoldIn(stack);
const logGroup = LogGroup.fromLogGroupName(stack, 'Logs', '/bank/api');
const late = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
const problems = (props: ApiProps) => taskProblems({ image, settings, ...props });

const databaseWith = (ports: number[]) => ({ uriSecret: settings.secrets.API_KEY, ports, addressRanges: [] });
const ofMiB = (...sizes: number[]) => sizes.map((sizeMiB, index) => ({ path: `/dir${index}`, sizeMiB }));
const memory = (cpu: number, sizes: string) => ({
  title: `with ${cpu} units of CPU, memoryMiB`,
  prop: 'memoryMiB',
  code: 'api/not-a-size',
  says: `with ${cpu} units of CPU Fargate has ${sizes}: choose one of these, or another 'cpu'`,
});
const port = {
  code: 'api/not-a-port',
  says: 'a port is a whole number from 1 to 65535: give the port that the API listens on',
  refused: [0, 65536, -1, 80.5],
  taken: [1, 65535, late],
};

testRules(problems, [
  {
    prop: 'cpu',
    code: 'api/not-a-size',
    says: 'Fargate has 256, 512, 1024, 2048, 4096, 8192, 16384: choose one of these',
    refused: [0, 255, 500, 32768],
    taken: [undefined, 256, 512, late],
  },
  {
    ...memory(512, '1024, 2048, 3072, 4096'),
    refused: [512, 5120, 1500],
    taken: [undefined, 1024, 4096, late],
  },
  {
    ...memory(256, '512, 1024, 2048'),
    refused: [1536, 4096],
    taken: [undefined, 512, 2048],
    props: (memoryMiB) => ({ cpu: 256, memoryMiB }),
  },
  {
    ...memory(1024, '2048, 3072, 4096, 5120, 6144, 7168, 8192'),
    refused: [1024],
    props: () => ({ cpu: 1024 }),
  },
  { ...port, prop: 'containerPort', props: (containerPort) => ({ containerPort, settings: undefined }) },
  {
    ...port,
    prop: 'settings.port',
    props: (value) => ({ settings: { ...(settings as IRuntimeSettings), parameters: {}, secrets: {}, port: value } }),
  },
  {
    title: 'beside settings with port 9000, containerPort',
    prop: 'containerPort',
    code: 'api/port-mismatch',
    says: 'the settings tell the API to listen on 9000: no health check would be answered: leave it out, since the settings know',
    refused: [8080],
    taken: [9000, undefined, late],
  },
  {
    prop: 'database.ports',
    code: 'api/database-without-port',
    says: "nothing is open to the tasks but HTTPS, and which port the database listens on is not known: give the database its 'ports', such as 27017 for MongoDB",
    refused: [[]],
    taken: [[27017]],
    props: (ports) => ({ database: databaseWith(ports) }),
  },
  {
    prop: 'containerUser',
    code: 'api/user-is-root',
    says: 'it has to be numbers other than 0, of the group too, since a name may stand for root in another image: write it like "1000", or "1000:1000" with a group',
    refused: ['', '0', 'root', 'node', '0:0', '0:1000', '01000', '1000:', '1000:node', '-1', '1.5'],
    taken: [undefined, '1', '1000', '1000:1000', '65532:65532', Fn.importValue('User')],
  },
  {
    title: 'a directory to write to',
    prop: 'writablePaths',
    code: 'api/not-a-directory',
    says: 'it has to be a full path without a slash at its end or steps up, and none that the system has: /, /proc, /sys, /dev: write it like "/tmp"',
    refused: [
      ...['', '/', 'tmp', './tmp', '/data/', '/data//a', '/data/..', '/../etc', '/data/./a', '/my files'],
      ...['/proc', '/sys/a', '/dev'],
    ],
    taken: ['/tmp', '/var/cache/api-1_a', '/home/node/.npm', '/..data', '/device', Fn.importValue('Path')],
    props: (path) => ({ writablePaths: [{ path, sizeMiB: 64 }] }),
  },
  {
    title: 'beside /tmp and /var/tmp, a directory',
    prop: 'writablePaths',
    code: 'api/directory-twice',
    says: 'it is in the list twice: leave one',
    refused: ['/tmp'],
    taken: ['/cache'],
    props: (last) => ({ writablePaths: ['/tmp', '/var/tmp', last].map((path) => ({ path, sizeMiB: 64 })) }),
  },
  {
    title: 'the size of a directory',
    prop: 'writablePaths',
    code: 'api/not-a-directory-size',
    says: 'the size of /dir0 is a whole number of MiB, one at least: give such a number',
    refused: [0, -1, 1.5],
    taken: [1],
    props: (size) => ({ writablePaths: ofMiB(size) }),
  },
  {
    title: 'in 1024 MiB of memory, a second directory of',
    prop: 'writablePaths',
    code: 'api/directories-beyond-memory',
    says: "they are in the memory of the task, which has 1024 MiB, and the API needs some of it: make them smaller, or 'memoryMiB' larger",
    refused: [512],
    taken: [511],
    props: (size) => ({ writablePaths: ofMiB(512, size) }),
    shown: () => '1024 MiB',
  },
  {
    prop: 'logRetention',
    code: 'api/not-a-log-retention',
    says: (days) =>
      `CloudWatch Logs knows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days: take one of these, such as ${({ 91: 120, 1.5: 3, 9999: 3653 } as any)[days] ?? 1}`,
    refused: [0.5, 0, 91, 1.5, 9999],
    taken: [1, 3, 3653],
    props: (days) => ({ logRetention: Duration.hours(days * 24) }),
    shown: (days) => `${days} days`,
  },
  {
    title: 'beside a log group that exists, logRetention',
    prop: 'logRetention',
    code: 'api/retention-of-another',
    says: "it is of the API's own log group, and there is none beside 'logGroup': give it to that log group instead",
    refused: [30],
    taken: [undefined],
    props: (days) => ({ logGroup, logRetention: days && Duration.days(days) }),
    shown: (days) => `${days} days`,
  },
]);

test('directories may be none, and as large as the memory of the task allows', () => {
  expect(saidBy(problems, { writablePaths: [] })).toBeUndefined();
  expect(saidBy(problems, { writablePaths: ofMiB(512, 512), memoryMiB: 2048 })).toBeUndefined();
});

test('a variable that is there twice is among the problems of the task', () => {
  expect(saidBy(problems, { environment: { PORT: '1' } })).toMatch('[api/variable-twice at Web/Api]');
});
