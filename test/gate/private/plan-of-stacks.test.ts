import { Annotations, Stack } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { planOfStacks } from '../../../src/gate/private/plan-of-stacks';
import { newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { bankIn, gatedBank, inPlan, resourceIn } from '../../support/gated';

test('RB19b stacks, their places and their resources are told in the order of deployment, to programs too', () => {
  const { app, gate } = gatedBank();
  app.synth();
  const place = { account: '111111111111', region: 'ap-southeast-1' };

  expect(inPlan(gate, 'plan.txt')).toBe(
    [
      'What Gate keeps from being created: 2 stacks, in the order of deployment.',
      '',
      '  Data in ap-southeast-1, account 111111111111',
      '      1 AWS::S3::Bucket',
      '',
      '  Api in ap-southeast-1, account 111111111111',
      '    after Data',
      '      1 AWS::CloudFormation::Stack',
      '      1 AWS::SNS::Topic',
      '',
    ].join('\n'),
  );
  expect(JSON.parse(inPlan(gate, 'plan.json'))).toEqual({
    gate: 'Gate',
    stacks: [
      { path: 'Data', name: 'Data', ...place, after: [], resources: { 'AWS::S3::Bucket': 1 } },
      {
        path: 'Api',
        name: 'Api',
        ...place,
        after: ['Data'],
        resources: { 'AWS::CloudFormation::Stack': 1, 'AWS::SNS::Topic': 1 },
      },
    ],
    warnings: [],
    notes: [],
  });
});

test('a stack that was made before what it needs comes after it', () => {
  const app = newApp();
  const first = new Stack(app, 'First', { env: WORKLOAD });
  const { data } = bankIn(app);
  resourceIn(first).node.addDependency(data);
  app.synth();

  expect(JSON.parse(planOfStacks(app, [first, data]).json).stacks).toMatchObject([{ path: 'Data' }, { path: 'First' }]);
});

test('a stack that lies nowhere yet, and one of another name', () => {
  const app = newApp();
  const { text, json } = planOfStacks(app, [new Stack(app, 'Anywhere', { stackName: 'prd-any' })]);

  expect(text.split('\n').slice(2)).toEqual([
    '  Anywhere (prd-any) in the region of the deployment',
    '    no resources',
  ]);
  expect(JSON.parse(json).stacks).toEqual([{ path: 'Anywhere', name: 'prd-any', after: [], resources: {} }]);
});

test('what no template will have is not counted: policies without statements, and analytics', () => {
  const app = newApp({ analyticsReporting: true });
  const stack = workloadStack(app);
  const statement = new PolicyStatement({ effect: Effect.ALLOW, actions: ['s3:GetObject'], resources: ['*'] });
  new ManagedPolicy(stack, 'Used', { statements: [statement] });
  new Policy(stack, 'Empty');
  app.synth();

  expect(JSON.parse(planOfStacks(app, [stack]).json).stacks[0].resources).toEqual({ 'AWS::IAM::ManagedPolicy': 1 });
});

test('notes behind a closed gate are in the plan, below a heading', () => {
  const { data, gate, app } = gatedBank();
  Annotations.of(data).addInfo('RPO 15 minutes.');
  app.synth();

  expect(inPlan(gate, 'plan.txt')).toContain('Notes:\n  Data: RPO 15 minutes.');
});

test('warnings behind a closed gate are told, for the CLI sees none of them', () => {
  const { app, gate, data } = gatedBank();
  Annotations.of(data).addWarningV2('bank:bucket', 'Mind the bucket.');
  app.synth();

  expect(inPlan(gate, 'plan.txt')).toMatch(/\nWarnings:\n(.*\n)* {2}Data: Mind the bucket\. \[ack: bank:bucket\]\n/);
  expect(JSON.parse(inPlan(gate, 'plan.json')).warnings).toContain('Data: Mind the bucket. [ack: bank:bucket]');
});
