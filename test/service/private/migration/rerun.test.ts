import { Stack } from 'aws-cdk-lib';
import { arnOf, propertiesOf } from '../../../support/api';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import { migrationIn } from '../../../support/migration';

const PATTERN = { source: ['aws.ssm'], detailType: ['Parameter Store Change'], detail: { name: ['/plans'] } };
const MACHINE = arnOf('states:ap-southeast-1:111111111111:stateMachine:prd-web-release');
const statesOf = (stack: Stack) => propertiesOf(stack, 'AWS::StepFunctions::StateMachine').Definition.States;

const stack = workloadStack();
const migration = migrationIn(stack, { rerunOn: PATTERN });
const states = statesOf(stack);

describe('PC21 a release that an event starts', () => {
  test('is started by the one rule, with a role that may start this state machine alone', () => {
    const rules = resourcesOf(stack, 'AWS::Events::Rule').map(({ Properties }) => Properties);
    const rule = rules.find(({ Targets: [{ Id }] }) => Id === 'Rerun');
    const role = propertiesOf(stack, 'AWS::IAM::Role', 'MigrationRerun');

    expect(rule.EventPattern).toMatchObject({ source: ['aws.ssm'], detail: { name: ['/plans'] } });
    expect(rule.Targets).toEqual([{ Id: 'Rerun', Arn: MACHINE, Input: '{"rerun":true}', RoleArn: expect.anything() }]);
    expect(role.AssumeRolePolicyDocument.Statement).toMatchObject([
      {
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
      },
    ]);
    expect(role.Policies.map(({ PolicyDocument }: any) => PolicyDocument.Statement)).toEqual([
      [{ Effect: 'Allow', Action: 'states:StartExecution', Resource: MACHINE }],
    ]);
  });

  test('migrates and rolls as any other, if the image that CI pushed last is the one that runs', () => {
    expect(states.ReadNext.Next).toBe('IsRerun');
    expect(states.IsRerun).toMatchObject({ Choices: [{ Next: 'ReadLive' }], Default: 'IsThereNext' });
    expect(states.ReadLive.Arguments).toMatchObject({ ImageIds: [{ ImageTag: 'live' }] });
    expect(states.ReadLive.Next).toBe('IsNextLive');
    expect(states.IsNextLive.Choices).toEqual([
      {
        Condition: "{% $live.ImageId.ImageDigest != '' and $live.ImageId.ImageDigest = $next.ImageId.ImageDigest %}",
        Next: 'IsThereNext',
      },
    ]);
    expect(states.IsThereNext.Choices[0].Next).toBe('Migrate');
  });

  test('does nothing, without an error, where another image waits for its release, or none is there', () => {
    expect(states.IsNextLive.Default).toBe('NothingToRerun');
    expect(states.NothingToRerun).toEqual({ Type: 'Succeed' });
  });

  test('opens a ticket where EventBridge could not start it', () => {
    const { metric, severity } = migration.alarmDefinitions.find(({ id }) => id === 'RerunNotStarted')!;

    expect(severity).toBe('TICKET');
    expect(stack.resolve(metric.toMetricConfig().metricStat)).toMatchObject({
      ...{ namespace: 'AWS/Events', metricName: 'FailedInvocations', statistic: 'Sum' },
      dimensions: [{ name: 'RuleName', value: { Ref: expect.stringMatching(/^MigrationRerunRule/) } }],
    });
  });

  test('has an input that is known to no other state machine', () => {
    const plain = workloadStack();
    const others = migrationIn(plain);
    const condition = (of: Record<string, any>) => of.IsInputKnown.Choices[0].Condition;

    expect(condition(states)).toContain("$keys($states.input)[$ != 'migrateOnly'][$ != 'rerun']");
    expect(condition(states)).toContain("$type($states.input.rerun) = 'boolean'");
    expect(condition(statesOf(plain))).not.toContain('rerun');
    expect(Object.keys(states).filter((name) => !(name in statesOf(plain)))).toEqual([
      ...['IsRerun', 'ReadLive', 'IsNextLive', 'NothingToRerun'],
    ]);
    expect(others.alarmDefinitions.map(({ id }) => id)).toEqual(['ReleaseFailed', 'ReleaseSlow']);
  });
});
