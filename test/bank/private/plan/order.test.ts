import { Stage } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { orderSection } from '../../../../src/bank/private/plan/order';
import { resourcesBelow } from '../../../../src/bank/private/plan/plain';
import {
  ADOPTED,
  bankApp,
  bankOf,
  Changes,
  configOf,
  NEW_ZONE,
  OTHER,
  PATHS,
  RUNNING,
  UNWATCHED,
  US_EAST_1,
} from '../../../support/bank';

interface Step {
  readonly step: string;
  readonly lines: string[];
  readonly check: string;
}

function sectionOf(changes: Changes = {}, bank = bankOf(changes)) {
  const { lines, data } = orderSection(bank, configOf(changes), bank.parts!);
  const steps = data as Step[];
  return { lines, steps, stepOf: (beginning: string) => steps.find(({ step }) => step.startsWith(beginning))! };
}

const bank = bankOf();
const example = sectionOf({}, bank);
const other = sectionOf(OTHER);
const pathed = sectionOf({ ...PATHS, ...ADOPTED });
const quiet = sectionOf({ ...UNWATCHED, ...US_EAST_1 });

test('RB22 the order is that of the document', () => {
  expect(example.steps.map(({ step }) => step)).toEqual([
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

test('RB22 every step has something to do and a check', () => {
  const steps = [example, pathed, quiet].flatMap((it) => it.steps);

  expect(steps.filter(({ lines, check }) => lines.length === 0 || check.length < 20)).toEqual([]);
});

test('RB22 people read it as steps with a number and their check', () => {
  expect(example.lines.join('\n')).toContain(
    [
      '',
      '4. Repository, cache, and settings with empty secrets',
      '     npx cdk deploy Bank/images Bank/cache Bank/settings',
      '   check: aws ecr describe-repositories --region ap-southeast-1 --repository-names rl-bank-api',
      '',
    ].join('\n'),
  );
});

test.each([
  ['the example', example, []],
  ['one that runs already', other, ['write `api.readiness: waiting` into the config']],
])('RB22 the gate opens before anything is deployed, and readiness rises step by step: %s', (_, { steps }, further) => {
  const lines = steps.flatMap((step) => step.lines);
  const told = lines.map((line) => (line.startsWith('npx cdk deploy') ? 'deploy' : line));

  expect(told.filter((line) => /^(deploy|write .*)$/.test(line))).toEqual([
    'write `createResources: true` into the config',
    ...['deploy', 'deploy', ...further, 'deploy'],
    ...['write `api.readiness: starting` into the config', 'deploy'],
    ...['write `api.readiness: running` into the config', 'deploy'],
    ...['deploy', 'deploy'],
  ]);
});

test('RB22 what is not in the config has no step, and an account in us-east-1 is bootstrapped once', () => {
  expect(quiet.stepOf('The account').lines[0]).toBe('npx cdk bootstrap aws://982233224911/us-east-1');
  expect(quiet.steps.at(-1)).toMatchObject({
    step: 'The sites',
    lines: [expect.not.stringContaining('deploy-roles'), expect.anything()],
  });
});

describe('RB22 checks are of what is there', () => {
  test.each([
    ['the repository, with its namespace', other, 'Repository', /--repository-names team\/rl-bank-api$/],
    [
      'the service in its cluster',
      sectionOf(PATHS),
      'The tasks st',
      /--cluster prd-rl-bank-api --services prd-rl-bank-api /,
    ],
    ['the service in an adopted one', pathed, 'The tasks st', /--cluster shared --services prd-rl-bank-api /],
    ['health, where it is routed', other, 'The tasks st', /^curl -fsS https:\/\/api\.stg\.example\/ready$/],
    ['and where it is not', pathed, 'The tasks st', /\/health itself is not routed$/],
  ])('%s', (_, { stepOf }, step, check) => {
    expect(stepOf(step).check).toMatch(check);
  });

  test('the alarm that is tried', () => {
    const [, name] = example.stepOf('Whoever watches').check.match(/--alarm-name (\S+)/)!;

    for (const it of [bank, bankOf(RUNNING)]) {
      const alarms = resourcesBelow(it, 'AWS::CloudWatch::Alarm') as CfnAlarm[];
      expect(alarms.map(({ alarmName }) => alarmName)).toContain(name);
    }
  });
});

test('RB1c a new zone is deployed and delegated before a certificate is asked for; RB22 stacks of a Stage are named with it', () => {
  const { steps } = sectionOf(NEW_ZONE, bankOf(NEW_ZONE, new Stage(bankApp(), 'Prod')));
  const delegation = steps.findIndex(({ lines }) => lines.join().includes('output NameServers'));

  expect(steps[delegation].lines).toContain('npx cdk deploy Prod/Bank/settings/bank-dns/ZoneStack');
  expect(steps[delegation + 1]).toMatchObject({
    step: 'Certificates',
    lines: ['npx cdk deploy Prod/Bank/sites/EdgeTwin'],
  });
});
