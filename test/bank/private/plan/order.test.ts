import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { orderSection } from '../../../../src/bank/private/plan/order';
import { resourcesBelow } from '../../../../src/core/private/plan/template-reader';
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
  SCALING,
  UNWATCHED,
  US_EAST_1,
} from '../../../support/bank';

interface Step {
  readonly step: string;
  readonly lines: string[];
  readonly check: string;
}

function sectionOf(changes: Changes = {}, bank = bankOf(changes)) {
  const { lines, data } = orderSection(bank, configOf(changes), bank);
  const steps = data as Step[];
  return { lines, steps, stepOf: (beginning: string) => steps.find(({ step }) => step.startsWith(beginning))! };
}

const bank = bankOf();
const example = sectionOf({}, bank);
const other = sectionOf(OTHER);
const pathed = sectionOf({ ...PATHS, ...ADOPTED });
const quiet = sectionOf({ ...UNWATCHED, ...US_EAST_1 });

test('RB22 the steps of the plan are those of docs/first-deploy.md, under the same numbers', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/first-deploy.md'), 'utf8');
  const headings = [...page.matchAll(/^## (\d+\. .+)$/gm)].map(([, heading]) => heading);

  expect(example.steps.map(({ step }, index) => `${index + 1}. ${step}`)).toEqual(headings);
  expect(headings).toHaveLength(11);
});

test('RB22 every step has something to do and a check', () => {
  const steps = [example, pathed, quiet].flatMap((it) => it.steps);

  expect(steps.filter(({ lines, check }) => lines.length === 0 || check.length < 20)).toEqual([]);
});

test('RB22 people read it as steps with a number and their check', () => {
  expect(example.lines.join('\n')).toContain(
    [
      '',
      '4. Repository, cache and settings',
      '     npx cdk deploy Bank/images Bank/cache Bank/settings',
      '   check: aws ecr describe-repositories --region ap-southeast-1 --repository-names rl-bank-api',
      '',
    ].join('\n'),
  );
});

test.each([
  ['the example', example, []],
  ['one that runs already', other, ['write `api.launchPhase: not-ready` into the config']],
])(
  'RB22 the gate opens before anything is deployed, and the launch phase rises step by step: %s',
  (_, { steps }, further) => {
    const lines = steps.flatMap((step) => step.lines);
    const told = lines.map((line) => (line.startsWith('npx cdk deploy') ? 'deploy' : line));

    expect(told.filter((line) => /^(deploy|.*write .*)$/.test(line))).toEqual([
      'write `createResources: true` into the config',
      ...['deploy', 'deploy', ...further, 'deploy'],
      ...['write `api.launchPhase: first-start` into the config', 'deploy'],
      ...['write `api.launchPhase: running` into the config', 'deploy'],
      ...['deploy', 'deploy'],
    ]);
  },
);

test('RB22 what is not in the config has no step, and an account in us-east-1 is bootstrapped once', () => {
  expect(example.stepOf('Bootstrap').lines.join()).not.toContain('application-autoscaling');
  expect(quiet.stepOf('Bootstrap').lines[0]).toBe('npx cdk bootstrap aws://982233224911/us-east-1');
  expect(quiet.steps.at(-1)).toMatchObject({
    step: 'Sites and roles of CI',
    lines: [expect.not.stringContaining('deploy-roles'), expect.anything()],
  });
});

describe('RB22 checks are of what is there', () => {
  test.each([
    ['the repository, with its namespace', other, 'Repository', /--repository-names team\/rl-bank-api$/],
    ['the service in its cluster', sectionOf(PATHS), 'Start', /--cluster prd-rl-bank-api --services prd-rl-bank-api /],
    ['the service in an adopted one', pathed, 'Start', /--cluster shared --services prd-rl-bank-api /],
    ['health, where it is routed', other, 'Start', /^curl -fsS https:\/\/api\.stg\.example\/ready$/],
    [
      'a routed path',
      sectionOf({ ...PATHS, 'api.uptimeCheckPath': '/api/health' }),
      'Start',
      /^curl -fsS https:\/\/api\.bank\.example\/api\/health$/,
    ],
    ['and where it is not', pathed, 'Start', /\/health itself is not routed$/],
  ])('%s', (_, { stepOf }, step, check) => {
    expect(stepOf(step).check).toMatch(check);
  });

  test('the alarm that is tried', () => {
    const [, name] = example.stepOf('Alarms').check.match(/--alarm-name (\S+)/)!;

    for (const it of [bank, bankOf(RUNNING)]) {
      const alarms = resourcesBelow(it, 'AWS::CloudWatch::Alarm') as CfnAlarm[];
      expect(alarms.map(({ alarmName }) => alarmName)).toContain(name);
    }
  });
});

test('RB24 service-linked roles are created first, that of scaling with scaling alone', () => {
  const { lines } = sectionOf(SCALING).stepOf('Bootstrap');
  const services = lines.flatMap(
    (line) => line.match(/^aws iam create-service-linked-role --aws-service-name (\S+)$/)?.[1] ?? [],
  );

  expect(services).toEqual([
    ...['ecs.amazonaws.com', 'elasticloadbalancing.amazonaws.com', 'elasticache.amazonaws.com'],
    'ecs.application-autoscaling.amazonaws.com',
  ]);
});

test('RB1c a new zone is deployed and delegated before a certificate is asked for; RB22 stacks of a Stage are named with it', () => {
  const { stepOf } = sectionOf(NEW_ZONE, bankOf(NEW_ZONE, new Stage(bankApp(), 'Prod')));

  expect(stepOf('Zone').lines.filter((line) => /^npx|output NameServers/.test(line))).toEqual([
    'npx cdk deploy Prod/Bank/settings/bank-dns/ZoneStack',
    expect.stringContaining('output NameServers'),
    'npx cdk deploy Prod/Bank/sites/EdgeTwin',
  ]);
});
