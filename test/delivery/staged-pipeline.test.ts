import { App, Duration, Stack, Stage } from 'aws-cdk-lib';
import { StagedPipeline, WaveApproval, WaveOptions } from '../../src/delivery';
import { ResourceGate } from '../../src/gate';
import { lambdasIn, newApp } from '../support/cloud';
import { CI_CD, inPipeline, pipelineStack, stageIn, stagesOf } from '../support/pipeline';

const ALARM_ROLE = 'arn:aws:iam::111111111111:role/acme-crm-prod-read-alarms';
const alarm = { alarmName: 'acme-crm-prod-errors', roleArn: ALARM_ROLE, region: 'eu-central-1' };

const app = newApp();
const stack = pipelineStack(app);
const pipeline = inPipeline(stack);
pipeline.addStage(stageIn(app, 'dev'));
pipeline.addStage(stageIn(app, 'staging', 'eu-central-1'), { approval: WaveApproval.none() });
pipeline.addWave('production', [stageIn(app, 'prod')], {
  approval: WaveApproval.manual({ comment: 'Is staging well?' }),
  alarms: [alarm, { ...alarm, alarmName: 'acme-crm-prod-burns', region: undefined }],
});
const assembly = app.synth();
const { Resources } = assembly.getStackByName('Delivery').template;
const all = (type: string): any[] =>
  Object.values<any>(Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties);
const [{ Stages, ...properties }] = all('AWS::CodePipeline::Pipeline');
const stageOf = (name: string) => Stages.find(({ Name }: any) => Name === name);
const actionOf = (stage: string, name: string) => stageOf(stage).Actions.find((it: any) => it.Name.includes(name));
const statementsOf = (policy: RegExp): any[] => {
  const [[, found]] = Object.entries<any>(Resources).filter(
    ([id, { Type }]) => Type === 'AWS::IAM::Policy' && policy.test(id),
  );
  return found.Properties.PolicyDocument.Statement;
};

describe('PC15a a pipeline from GitHub Actions by CDK Pipelines', () => {
  test('deploys one assembly to dev, then staging, then production, each in its account', () => {
    expect(Stages.map(({ Name }: any) => Name)).toEqual(['Source', 'UpdatePipeline', 'dev', 'staging', 'prod']);
    const roles = ['dev', 'staging', 'prod'].map((name) => actionOf(name, 'Deploy').RoleArn['Fn::Join'][1].join(''));
    const [dev, staging, prod] = ['111111111110', '111111111112', '111111111111'];

    roles.forEach((role, index) =>
      expect(role).toContain(`:iam::${[dev, staging, prod][index]}:role/cdk-hnb659fds-deploy-role`),
    );
    expect(properties).toMatchObject({ Name: 'acme-crm', PipelineType: 'V2' });
  });

  test('gives them keys that other accounts may use, and a bucket in each other region', () => {
    const names = assembly.stacks.map(({ stackName, environment }) => [
      stackName,
      environment.account,
      environment.region,
    ]);
    expect(names.filter(([name]) => name.startsWith('Delivery'))).toEqual([
      ['Delivery-support-eu-central-1', CI_CD, 'eu-central-1'],
      ['Delivery', CI_CD, 'us-east-1'],
    ]);
    expect(properties.ArtifactStores).toHaveLength(2);
    expect(JSON.stringify(all('AWS::KMS::Key')[0].KeyPolicy)).toContain('cdk-hnb659fds-deploy-role-111111111111');
  });

  test('starts when CI has put the one key that its role may put', () => {
    const [upload] = all('AWS::IAM::Role').filter(({ RoleName }) => RoleName === 'acme-crm-upload');
    const bucket = { 'Fn::GetAtt': [expect.stringMatching(/^PipelineSource/), 'Arn'] };
    const [{ EventPattern, Targets }] = all('AWS::Events::Rule');

    expect(JSON.stringify(upload.AssumeRolePolicyDocument)).toContain('repo:acme@1/platform@2:environment:release');
    expect(statementsOf(/Upload/).filter(({ Effect }) => Effect === 'Allow')).toEqual([
      { Effect: 'Allow', Action: 's3:PutObject', Resource: { 'Fn::Join': ['', [bucket, '/cloud-assembly.zip']] } },
    ]);
    expect(EventPattern.detail.object).toEqual({ key: ['cloud-assembly.zip'] });
    expect(Targets).toHaveLength(1);
    expect(actionOf('Source', 'CloudAssembly').Configuration).toMatchObject({
      ...{ S3ObjectKey: 'cloud-assembly.zip', PollForSourceChanges: false },
    });
    expect(all('AWS::S3::Bucket').find((it) => it.NotificationConfiguration)).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  test('asks a person for at most a day, who is no role of the pipeline', () => {
    const approval = actionOf('prod', 'Approve');

    expect(approval).toMatchObject({ RunOrder: 1, TimeoutInMinutes: 1440 });
    expect(approval.Configuration).toEqual({ CustomData: 'Is staging well?' });
    expect(actionOf('staging', 'Approve')).toBeUndefined();
    expect(JSON.stringify(all('AWS::IAM::Policy'))).not.toContain('PutApprovalResult');
  });

  test('has no Lambda function, no custom resource, and buckets that forget, in each region', () => {
    expect(lambdasIn(app)).toEqual([]);
    const days = all('AWS::S3::Bucket').flatMap(({ LifecycleConfiguration }) => LifecycleConfiguration.Rules);
    expect(days.map((it) => it.ExpirationInDays ?? it.NoncurrentVersionExpiration.NoncurrentDays)).toEqual([90, 90]);
    const far = Object.values<any>(assembly.getStackByName('Delivery-support-eu-central-1').template.Resources);
    const [{ Properties: copies }] = far.filter(({ Type }) => Type === 'AWS::S3::Bucket');
    expect(copies.LifecycleConfiguration?.Rules).toEqual([{ ExpirationInDays: 90, Status: 'Enabled' }]);
  });
});

describe('PC15d a wave', () => {
  test('that is followed by an alarm ends the execution, by the role of the account that has the alarm', () => {
    const rule = {
      RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: 'CloudWatchAlarm', Version: '1' },
      RoleArn: ALARM_ROLE,
    };
    const configuration = { AlarmStates: 'ALARM', WaitTime: '30' };

    expect(stageOf('prod').OnSuccess).toEqual({
      Conditions: [
        {
          Result: 'FAIL',
          Rules: [
            {
              ...rule,
              Name: 'prod-alarm-1',
              Configuration: { ...configuration, AlarmName: alarm.alarmName },
              Region: 'eu-central-1',
            },
            {
              ...rule,
              Name: 'prod-alarm-2',
              Configuration: { ...configuration, AlarmName: 'acme-crm-prod-burns' },
            },
          ],
        },
      ],
    });
    expect(Stages.filter((it: any) => it.OnSuccess)).toHaveLength(1);
  });

  test('reads the alarm by a role that the pipeline may assume, and no other of that kind', () => {
    expect(statementsOf(/ReadAlarms/)).toEqual([{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ALARM_ROLE }]);
    const [role] = all('AWS::IAM::Role').filter(({ RoleName }) => RoleName === 'acme-crm-pipeline');
    expect(role.AssumeRolePolicyDocument.Statement[0].Principal).toEqual({ Service: 'codepipeline.amazonaws.com' });
    expect(stack.resolve(pipeline.roleArn)['Fn::Join'][1].join('')).toContain(`:iam::${CI_CD}:role/acme-crm-pipeline`);
  });

  test('of several Stages is deployed side by side, and judged under its own name', () => {
    const wide = newApp();
    const both = inPipeline(pipelineStack(wide));
    both.addStage(stageIn(wide, 'dev'));
    const options = { approval: WaveApproval.manual(), alarms: [alarm] };
    both.addWave('cells', [stageIn(wide, 'staging'), stageIn(wide, 'prod')], options);
    const { Name, Actions, OnSuccess } = stagesOf(wide).at(-1);

    expect([Name, OnSuccess.Conditions[0].Rules[0].Name]).toEqual(['cells', 'cells-alarm-1']);
    expect(Actions.map((it: any) => `${it.RunOrder} ${it.Name}`)).toEqual([
      '1 Approve',
      ...['2 staging.settings.Prepare', '2 prod.settings.Prepare'],
      ...['3 staging.settings.Deploy', '3 prod.settings.Deploy'],
    ]);
  });

  test('of more than 50 actions is judged behind the last of them', () => {
    const many = newApp();
    const large = inPipeline(pipelineStack(many));
    const stages = stageIn(many, 'prod');
    Array.from({ length: 30 }, (_, index) => new Stack(stages, `s${index}`).exportValue('', { name: `e${index}` }));
    large.addStage(stageIn(many, 'dev'));
    large.addStage(stages, { approval: WaveApproval.none(), alarms: [alarm] });

    const added = stagesOf(many).slice(2);
    expect(added.map(({ Name, OnSuccess }) => [Name, OnSuccess !== undefined])).toEqual([
      ['dev', false],
      ['prod.1', false],
      ['prod.2', true],
    ]);
  });
});

test('PC15a a pipeline whose execution fails opens a ticket', () => {
  const [definition] = pipeline.alarmDefinitions;
  const { metricStat } = definition.metric.toMetricConfig();

  expect(definition).toMatchObject({ id: 'PipelineFailed', threshold: 1, severity: 'TICKET' });
  expect(metricStat).toMatchObject({ namespace: 'AWS/CodePipeline', metricName: 'FailedPipelineExecutions' });
  expect(metricStat!.dimensions).toEqual([{ name: 'PipelineName', value: 'acme-crm' }]);
});

test('a pipeline that leaves its stack alone has no role that changes it', () => {
  const other = newApp();
  const still = inPipeline(pipelineStack(other), { selfMutationDisabled: true });
  still.addStage(stageIn(other, 'prod'), { approval: WaveApproval.none() });

  expect(JSON.stringify(other.synth().getStackByName('Delivery').template)).not.toContain('SelfMutation');
});

describe('a pipeline refuses', () => {
  const refused = (act: (it: StagedPipeline, of: App) => void) => () => {
    const of = newApp();
    const it = inPipeline(pipelineStack(of));
    it.addStage(stageIn(of, 'dev'));
    act(it, of);
  };
  const withOptions = (options: WaveOptions | object) =>
    refused((it, of) => it.addStage(stageIn(of, 'prod'), { approval: WaveApproval.none(), ...options } as WaveOptions));

  test('PC15a a Stage behind a closed gate, by the name of what has to be asked', () => {
    const behind = refused((it, of) => {
      const prod = stageIn(of, 'prod');
      new ResourceGate(prod, 'Gate');
      it.addStage(prod, { approval: WaveApproval.manual() });
    });

    expect(behind).toThrowProblem('pipeline/closed-gate', 'stages[0]', 'prod', 'Delivery/Pipeline');
    expect(behind).toThrow(/prod\/Gate is one.*only if `gate\.isOpen`/);
  });

  test('PC15a a later wave, and an only one, that does not say whether a person approves', () => {
    expect(refused((it, of) => it.addStage(stageIn(of, 'prod')))).toThrowProblem(
      'pipeline/no-approval',
      'approval',
      undefined,
    );
    const one = newApp();
    inPipeline(pipelineStack(one)).addStage(stageIn(one, 'prod'));
    expect(() => one.synth()).toThrowProblem('pipeline/no-approval', 'approval', undefined, 'Delivery/Pipeline');
  });

  test('to be without waves, and a Stage without an environment', () => {
    const none = newApp();
    inPipeline(pipelineStack(none));
    expect(() => none.synth()).toThrowProblem('pipeline/no-waves', 'stages', 'none', 'Delivery/Pipeline');

    const adrift = refused((it, of) => {
      const stage = new Stage(of, 'adrift');
      new Stack(stage, 'data');
      it.addStage(stage, { approval: WaveApproval.none() });
    });
    expect(adrift).toThrowProblem('pipeline/no-environment', 'stages[0]', 'adrift/data');
  });

  const SIX = Array.from({ length: 6 }, () => alarm);
  test.each<[code: string, prop: string, value: unknown, options: object]>([
    ['props/wrong-type', 'approval', true, { approval: true }],
    ['props/wrong-type', 'approval', 'an object', { approval: { isManual: true } }],
    ['props/wrong-type', 'alarms', 'errors', { alarms: 'errors' }],
    ['pipeline/number-of-alarms', 'alarms', '6 alarms', { alarms: SIX }],
    ['props/missing', 'alarms[0].roleArn', undefined, { alarms: [{ alarmName: 'errors' }] }],
    ['pipeline/not-an-alarm', 'alarms[0].alarmName', '', { alarms: [{ ...alarm, alarmName: '' }] }],
    ['delivery/not-a-role', 'alarms[0].roleArn', 'read-alarms', { alarms: [{ ...alarm, roleArn: 'read-alarms' }] }],
    ['pipeline/bake-time-without-alarms', 'bakeTime', 'Duration.minutes(5)', { bakeTime: Duration.minutes(5) }],
    ['pipeline/not-minutes', 'bakeTime', 'Duration.seconds(90)', { alarms: [alarm], bakeTime: Duration.seconds(90) }],
    ['pipeline/not-minutes', 'bakeTime', 'Duration.days(2)', { alarms: [alarm], bakeTime: Duration.days(2) }],
  ])('%s of a wave: %s that is %j', (code, prop, value, options) => {
    expect(withOptions(options)).toThrowProblem(code, prop, value, 'Delivery/Pipeline');
  });

  test('a wave without Stages, or of a name that CodePipeline refuses', () => {
    const wave = (id: string, ...of: Stage[]) => refused((it) => it.addWave(id, of, { approval: WaveApproval.none() }));

    expect(wave('prod')).toThrowProblem('pipeline/no-stages', 'stages', []);
    expect(wave('all cells', stageIn(newApp(), 'prod'))).toThrowProblem('pipeline/not-a-name', 'id', 'all cells');
    expect(refused((it) => it.addStage('prod' as any))).toThrowProblem('props/wrong-type', 'stage', 'prod');
  });

  test.each<[code: string, prop: string, value: unknown, props: object]>([
    ['pipeline/not-a-pipeline-name', 'pipelineName', 'acme crm', { pipelineName: 'acme crm' }],
    ['props/wrong-type', 'trust', 'acme/platform', { trust: 'acme/platform' }],
    ['pipeline/not-a-version', 'cliVersion', '^2.0.0', { cliVersion: '^2.0.0' }],
  ])('%s of its props: %s that is %j', (code, prop, value, props) => {
    expect(() => inPipeline(pipelineStack(newApp()), props)).toThrowProblem(code, prop, value, 'Delivery/Pipeline');
  });
});
