import { Stage } from 'aws-cdk-lib';
import { bankApp, bankOf, Changes, CLOSED, planOf, resourcesIn, RUNNING } from '../../../support/bank';

interface Step {
  readonly step: string;
  readonly lines: string[];
  readonly check: string;
}

const orderOf = (changes: Changes = {}): Step[] => planOf(bankOf({ ...CLOSED, ...changes })).data.order;
const stepOf = (beginning: string, changes: Changes = {}) =>
  orderOf(changes).find(({ step }) => step.startsWith(beginning))!;

test('RB22 the order is that of the document', () => {
  expect(orderOf().map(({ step }) => step)).toEqual([
    'Read this plan, with the gate closed',
    'The account: bootstrapped in both regions, with the roles that services make on their first use',
    'Zone and certificates: open the gate',
    'Repository, cache, and settings with empty secrets',
    'The API with 0 tasks, its certificate and its load balancer',
    'Elsewhere: what is under "What to enter at Auth0", and the addresses that the database has to let in',
    'Image pushed, values filled in',
    'The tasks start: their health is answered',
    'The tasks are stated to run: GraphQL answers',
    'The sites, and what CI may do',
    'Whoever watches: from here on a failure calls somebody',
  ]);
});

test.each<[string, Changes]>([
  ['the example', {}],
  ['one with paths', { 'api.routing': ['/api', '/api/*'] }],
  ['one without alarms and roles', { alarms: undefined, deploy: undefined }],
])('RB22 every step has something to do and a check: %s', (_, changes) => {
  const steps = orderOf(changes);

  expect(steps.filter(({ lines, check }) => lines.length === 0 || check.length < 20)).toEqual([]);
});

test('RB22 people read it as steps with a number and their check', () => {
  expect(planOf(bankOf(CLOSED)).text).toContain(
    [
      '',
      '  4. Repository, cache, and settings with empty secrets',
      '       npx cdk deploy Bank/images Bank/cache Bank/settings',
      '     check: aws ecr describe-repositories --region ap-southeast-1 --repository-names rl-bank-api',
      '',
    ].join('\n'),
  );
});

test('RB22 the gate opens before anything is deployed, and readiness rises step by step', () => {
  const lines = orderOf().flatMap((step) => step.lines);
  const told = lines.map((line) => (line.startsWith('npx cdk deploy') ? 'deploy' : line)).filter(isDone);

  expect(told).toEqual([
    'write `createResources: true` into the config',
    ...['deploy', 'deploy', 'deploy'],
    ...['write `api.readiness: starting` into the config', 'deploy'],
    ...['write `api.readiness: running` into the config', 'deploy'],
    ...['deploy', 'deploy'],
  ]);
});

test('RB22 nobody who is not in the config has a step', () => {
  const steps = orderOf({ alarms: undefined, deploy: undefined });

  expect(steps.at(-1)).toMatchObject({
    step: 'The sites',
    lines: [expect.not.stringContaining('deploy-roles'), expect.anything()],
  });
});

describe('RB22 checks are of what is there', () => {
  test('the repository, with the namespace that it has', () => {
    const image = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/team/rl-bank-api:live';
    const [{ Properties }] = resourcesIn(bankOf({ 'api.image': image }), 'AWS::ECR::Repository');

    expect(stepOf('Repository', { 'api.image': image }).check).toMatch(
      new RegExp(`--repository-names ${Properties.RepositoryName}$`),
    );
  });

  test('the service, in the cluster that it is in', () => {
    const paths = { 'api.routing': ['/api', '/api/*'] };
    const check = (changes: Changes) => stepOf('The tasks start', { ...paths, ...changes }).check;

    expect(check({})).toContain('--cluster prd-rl-bank-api --services prd-rl-bank-api ');
    expect(check({ 'adopt.clusterName': 'shared' })).toContain('--cluster shared --services prd-rl-bank-api ');
  });

  test('the alarm that is tried', () => {
    const [, name] = stepOf('Whoever watches').check.match(/--alarm-name (\S+)/)!;
    const [waiting, running] = [{}, RUNNING].map((changes) =>
      resourcesIn(bankOf(changes), 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties.AlarmName),
    );

    expect(waiting).toContain(name);
    expect(running).toContain(name);
  });

  test('health, where it is routed', () => {
    expect(stepOf('The tasks start', { 'api.healthCheckPath': '/ready' }).check).toBe(
      'curl -fsS https://api.bank.example/ready',
    );
    expect(stepOf('The tasks start', { 'api.routing': ['/api', '/api/*'] }).check).toMatch(
      /\/health itself is not routed$/,
    );
  });
});

test('RB22 an account in us-east-1 is bootstrapped once', () => {
  const changes = { 'api.image': '982233224911.dkr.ecr.us-east-1.amazonaws.com/rl-bank-api:live' };

  expect(stepOf('The account', changes).lines[0]).toBe('npx cdk bootstrap aws://982233224911/us-east-1');
});

test('RB22 stacks are named as the CLI finds them, in a Stage too', () => {
  const bank = bankOf(CLOSED, new Stage(bankApp(), 'Prod'));
  const { order } = planOf(bank).data;

  expect(order[2].lines[1]).toBe('npx cdk deploy Prod/Bank/sites/EdgeTwin');
});

test('RB1c a new zone is deployed and delegated before a certificate is asked for', () => {
  const lines = orderOf({ 'domain.hostedZoneId': undefined, 'domain.zoneIsDelegated': true }).flatMap((it) => it.lines);
  const step = (path: string) => lines.findIndex((line) => line.split(' ').includes(path));

  expect(step('Bank/settings/bank-dns/ZoneStack')).toBeGreaterThan(-1);
  expect(step('Bank/settings/bank-dns/ZoneStack')).toBeLessThan(step('Bank/sites/EdgeTwin'));
});

function isDone(line: string): boolean {
  return line === 'deploy' || line.startsWith('write ');
}
