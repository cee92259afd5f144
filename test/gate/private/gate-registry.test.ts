import { attachCustomSynthesis, Stack, Stage } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { ResourceGate } from '../../../src/gate';
import { stacksBehindGates } from '../../../src/gate/private/gate-registry';
import { newApp, WORKLOAD } from '../../support/cloud';
import { bankIn, deployable, gatedBank, hostIn, inPlan } from '../../support/gated';

describe('RB19e two gates in one app', () => {
  function twoGates(first: boolean, second: boolean) {
    const app = newApp();
    const { data, api } = bankIn(app);
    const host = hostIn(app);
    const gates = [
      new ResourceGate(app, 'DataGate', { scopes: [data], createResources: first }),
      new ResourceGate(app, 'ApiGate', { scopes: [api], createResources: second }),
    ];
    return { app, data, api, host, gates };
  }

  test('keep what is behind each, in a plan of its own', () => {
    const { app, gates } = twoGates(false, false);

    expect(deployable(app)).toEqual(['Host']);
    expect(gates.map((gate) => JSON.parse(inPlan(gate, 'plan.json')).stacks.map((it: any) => it.path))).toEqual([
      ['Data'],
      ['Api'],
    ]);
  });

  test('open one after the other', () => {
    expect(deployable(twoGates(true, false).app)).toEqual(['Data', 'Host']);
  });

  test('refuse that the open one reads from the closed one', () => {
    expect(() => twoGates(false, true).app.synth()).toThrowProblem(
      'resource-gate/read-from-outside',
      'scopes',
      ['Data'],
      'DataGate',
    );
  });

  test('keep a stack that is behind both until both are open', () => {
    const { app, gate } = gatedBank({ createResources: true });
    const other = new ResourceGate(app, 'Other');

    expect(deployable(app)).toEqual([]);
    expect(gate.isOpen).toBe(true);
    expect(JSON.parse(inPlan(other, 'Data.template.json')).Resources).toHaveProperty('Bucket');
  });
});

describe('RB19e a gate in a Stage', () => {
  test('keeps its stacks there and has its plan in the assembly of the Stage', () => {
    const app = newApp();
    const stage = new Stage(app, 'Prod', { env: WORKLOAD });
    const { gate } = gatedBank({}, stage);
    hostIn(stage);

    expect(deployable(app)).toEqual(['Prod/Host']);
    expect(inPlan(gate, 'plan.txt')).toContain('Prod/Data (Prod-Data) in ap-southeast-1');
  });

  test('shows its plan in the app, for a pipeline would deploy an empty stack in the Stage', () => {
    const app = newApp();
    const { gate } = gatedBank({}, new Stage(app, 'Prod', { env: WORKLOAD }));
    const assembly = app.synth();

    expect(assembly.stacks.map(({ hierarchicalId }) => hierarchicalId)).toEqual(['ResourceGatePlans/Prod-Gate']);
    expect(assembly.stacksRecursively).toHaveLength(1);
    expect(assembly.stacks[0].template.Metadata.Plan).toBe(inPlan(gate, 'plan.txt').trimEnd());
  });

  test('works beside one in another Stage', () => {
    const app = newApp();
    const [test, prod] = ['Test', 'Prod'].map((id) => new Stage(app, id, { env: WORKLOAD }));
    gatedBank({ createResources: true }, test);
    gatedBank({}, prod);

    expect(deployable(app)).toEqual(['Test/Api', 'Test/Data']);
  });
});

test('RB19e a pipeline deploys what is beside the gate in its Stage, and nothing behind it', () => {
  const app = newApp();
  const stack = new Stack(app, 'Pipeline', { env: WORKLOAD });
  const input = CodePipelineSource.codeCommit(Repository.fromRepositoryName(stack, 'Code', 'bank'), 'main');
  const pipeline = new CodePipeline(stack, 'Pipeline', {
    synth: new ShellStep('Synth', { input, commands: ['make'] }),
  });
  const stage = new Stage(app, 'Prod', { env: WORKLOAD });
  const { gate } = gatedBank({}, stage);
  hostIn(stage);
  pipeline.addStage(stage);
  const template = JSON.stringify(app.synth().getStackArtifact('Pipeline').template);
  const deployed = [...template.matchAll(/"StackName":"([^"]+)"/g)].map(([, name]) => name);

  expect(new Set(deployed)).toEqual(new Set(['Prod-Host']));
  expect(JSON.parse(inPlan(gate, 'plan.json')).stacks).toHaveLength(2);
});

test('a Stage knows which stacks closed gates keep', () => {
  const { app, data, api } = gatedBank();
  const open = gatedBank({ createResources: true }).app;

  expect([...stacksBehindGates(app)]).toEqual(expect.arrayContaining([data, api]));
  expect([...stacksBehindGates(open), ...stacksBehindGates(newApp())]).toEqual([]);
});

test('a Stage whose synthesis somebody else has taken is refused', () => {
  const app = newApp();
  attachCustomSynthesis(app, { onSynthesize: () => undefined });

  expect(() => new ResourceGate(app, 'Gate')).toThrowProblem('resource-gate/synthesis-taken', 'scope', 'the app');
});
