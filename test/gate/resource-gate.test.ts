import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, App, Aspects, CfnOutput, CfnResource, Stack, Tags } from 'aws-cdk-lib';
import { EdgeCertificate } from '../../src/edge';
import { ResourceGate } from '../../src/gate';
import { newApp, WORKLOAD, workloadStack, zoneOf } from '../support/cloud';
import { bankIn, deployable, gatedBank, hostIn, inPlan, resourceIn } from '../support/gated';

const SWITCHES = [
  { name: 'closed by default', props: {} },
  { name: 'closed in words', props: { createResources: false } },
  { name: 'disabled', props: { disabled: true } },
];

describe('RB19a a gate that is disabled', () => {
  test('says so, so that nobody makes the stacks', () => {
    expect(gatedBank({ disabled: true }).gate).toMatchObject({
      isEnabled: false,
      isOpen: false,
      planFolder: undefined,
    });
  });

  test('has no plan, and lets nothing be deployed that is there all the same', () => {
    const { app } = gatedBank({ disabled: true });

    expect(deployable(app)).toEqual([]);
    expect(readdirSync(app.outdir).filter((name) => name.startsWith('plan-'))).toEqual([]);
  });

  test('takes away the plan that it had before', () => {
    const { app, gate } = gatedBank();
    const { outdir } = app.synth() && app;
    const later = new App({ outdir });
    new ResourceGate(later, 'Gate', { disabled: true });
    later.synth();

    expect(existsSync(join(outdir, gate.planFolder!))).toBe(false);
  });

  test('leaves one empty stack, which says so', () => {
    const app = newApp();
    new ResourceGate(app, 'Gate', { disabled: true });
    const [plan, ...others] = app.synth().stacks;

    expect(others).toEqual([]);
    expect(plan.template).toEqual({
      Description: 'Gate is disabled: this stack has no resources and is never deployed',
      Metadata: { Plan: 'Gate is disabled: nothing is planned, and nothing is created.' },
    });
    expect(plan.messages.map(({ entry }) => entry.data)).toEqual([
      'Gate is disabled: nothing behind it is planned, and no command creates, changes or deletes it.',
    ]);
  });

  test('asks nobody to describe a plan', () => {
    const { app, gate } = gatedBank({ disabled: true });
    gate.addPlanDescriber({ describePlan: () => fail('there is no plan') });

    expect(() => app.synth()).not.toThrow();
  });
});

describe('RB19b a gate that is closed', () => {
  test('says so, and where its plan will lie', () => {
    expect(gatedBank().gate).toMatchObject({ isEnabled: true, isOpen: false, planFolder: 'plan-Gate' });
  });

  test('lets nothing be deployed and shows an empty stack with the plan, which tells where it lies', () => {
    const { app, gate } = gatedBank();
    const [plan, ...others] = app.synth().stacks;

    expect(others).toEqual([]);
    expect(plan.template).toEqual({
      Description: 'Gate is closed: this stack has no resources and is never deployed',
      Metadata: { Plan: inPlan(gate, 'plan.txt').trimEnd() },
    });
    const [{ entry }] = plan.messages;
    expect(entry.data).toMatch(
      /^Gate is closed: no command .*\nThe plan: \S+plan-Gate\/plan\.txt, for programs \S+plan-Gate\/plan\.json\nIts templates: cdk -a \S+plan-Gate list \| synth \| diff\nTo open it: `createResources: true` at the gate$/,
    );
  });

  test('tells what opens it', () => {
    const { app } = gatedBank({ openedBy: '`createResources: true` in bank-mvp.yaml' });
    const [{ entry }] = app.synth().stacks[0].messages;

    expect(entry.data).toContain('To open it: `createResources: true` in bank-mvp.yaml');
  });

  test('keeps everything in its scope, what is made later too', () => {
    const app = newApp();
    new ResourceGate(app, 'Gate');
    bankIn(app);
    hostIn(app);

    expect(deployable(app)).toEqual([]);
  });

  test('keeps the stack that it is made in', () => {
    const stack = workloadStack();
    resourceIn(stack);
    const gate = new ResourceGate(stack, 'Gate');

    expect(deployable(stack.node.root as App)).toEqual([]);
    expect(JSON.parse(inPlan(gate, 'plan.json')).stacks).toHaveLength(1);
  });

  test('keeps the stacks that constructs add below', () => {
    const app = newApp();
    const web = workloadStack(app);
    resourceIn(web);
    const certificate = new EdgeCertificate(web, 'Certificate', { zone: zoneOf(web), domainName: 'a.bank.example' });
    const gate = new ResourceGate(app, 'Gate', { scopes: [web] });

    expect(deployable(app)).toEqual([]);
    expect(JSON.parse(inPlan(gate, 'plan.json')).stacks).toMatchObject([
      { path: 'Web', region: 'ap-southeast-1' },
      { path: 'Web/EdgeTwin', region: 'us-east-1' },
    ]);
    expect(certificate.edgeStack.terminationProtection).toBe(true);
  });

  test('writes templates that the open gate deploys, byte by byte, with tags and aspects from above', () => {
    const [closed, open] = [false, true].map((createResources) => {
      const { app, gate } = gatedBank({ createResources });
      Tags.of(app).add('owner', 'bank');
      const folder = app.synth().directory;
      return (name: string) => readFileSync(join(folder, gate.planFolder ?? '', name), 'utf8');
    });
    const names = ['Data.template.json', 'Api.template.json'];

    expect(names.map(closed)).toEqual(names.map(open));
    expect(closed('Api.template.json')).toContain('owner');
  });

  test('has the same plan when the app is synthesized again', () => {
    const { app, gate } = gatedBank();
    app.synth();
    const before = inPlan(gate, 'plan.json');
    app.synth({ force: true });

    expect(inPlan(gate, 'plan.json')).toBe(before);
  });

  test('stops at the errors of what is behind it', () => {
    const { app, data } = gatedBank();
    Annotations.of(data.node.findChild('Bucket')).addError('no name');

    expect(() => app.synth()).toThrow('[Gate] Data/Bucket: no name');
  });
});

describe('RB19b the plan is described', () => {
  test('by whoever says more about it', () => {
    const { app, gate, data } = gatedBank();
    gate.addPlanDescriber({
      describePlan: ({ text, json }) => ({
        text: `${text.split('\n')[0]}\nHosts: app.bank.example\n`,
        json: JSON.stringify({ hosts: ['app.bank.example'], bucket: data.stackName, ...JSON.parse(json) }),
      }),
    });
    const [plan] = app.synth().stacks;

    expect(plan.template.Metadata.Plan).toMatch(/^What Gate keeps .*\nHosts: app\.bank\.example\n$/);
    expect(inPlan(gate, 'plan.txt')).toBe(plan.template.Metadata.Plan);
    expect(Object.keys(JSON.parse(inPlan(gate, 'plan.json')))).toEqual([
      'bucket',
      'gate',
      'hosts',
      'notes',
      'stacks',
      'warnings',
    ]);
  });

  test('once in a synthesis', () => {
    const { app, gate } = gatedBank();
    const describePlan = jest.fn((stacks) => stacks);
    gate.addPlanDescriber({ describePlan });
    app.synth();

    expect(describePlan).toHaveBeenCalledTimes(1);
  });

  test('by one describer', () => {
    const { gate } = gatedBank();
    gate.addPlanDescriber({ describePlan: (stacks) => stacks });

    expect(() => gate.addPlanDescriber({ describePlan: (stacks) => stacks })).toThrowProblem(
      'resource-gate/described-twice',
      'describer',
      'a second one',
    );
  });
});

describe('RB19d a gate that is open', () => {
  test('says so, lets everything be deployed and adds no stack', () => {
    const { app, gate } = gatedBank({ createResources: true });

    expect(gate).toMatchObject({ isEnabled: true, isOpen: true, planFolder: undefined });
    expect(app.synth().stacksRecursively.map(({ id }) => id)).toEqual(['Data', 'Api']);
  });

  test('changes no template', () => {
    const app = newApp();
    bankIn(app);
    const [ungated, gated] = [app, gatedBank({ createResources: true }).app].map((it) => {
      return it.synth().stacks.map(({ templateFullPath }) => readFileSync(templateFullPath, 'utf8'));
    });

    expect(gated).toEqual(ungated);
  });

  test('takes away the plan, which is of yesterday', () => {
    const { app, gate } = gatedBank();
    const { directory } = app.synth();
    const later = newApp({ outdir: directory });
    gatedBank({ createResources: true }, later);
    later.synth();

    expect(existsSync(join(directory, gate.planFolder!))).toBe(false);
  });
});

describe.each(SWITCHES)('RB19e with other stacks in the app, a gate that is $name', ({ props }) => {
  test('leaves them as they are without it', () => {
    const alone = newApp();
    hostIn(alone);
    const { app } = gatedBank(props);
    hostIn(app);
    const [before, after] = [alone, app].map((it) => it.synth().getStackArtifact('Host'));

    expect(deployable(app)).toEqual(['Host']);
    expect(readFileSync(after.templateFullPath, 'utf8')).toBe(readFileSync(before.templateFullPath, 'utf8'));
    expect(after.manifest).toEqual(before.manifest);
  });

  test('lets what is behind it read from them', () => {
    const { app, api } = gatedBank(props);
    new CfnOutput(api, 'TopicArn', { value: (hostIn(app).node.findChild('Topic') as CfnResource).ref });

    expect(deployable(app)).toEqual(['Host']);
  });

  test('refuses that they read from what is behind it, and names both', () => {
    const { app, data } = gatedBank(props);
    const host = hostIn(app);
    new CfnOutput(host, 'BucketName', { value: (data.node.findChild('Bucket') as CfnResource).ref });

    expect(() => app.synth()).toThrowProblem('resource-gate/read-from-outside', 'scopes', ['Data', 'Api'], 'Gate');
  });
});

test('an aspect that adds a stack adds it behind the gate', () => {
  const { app, data } = gatedBank();
  Aspects.of(data).add({
    visit: (construct) => {
      if (construct === data && !data.node.tryFindChild('Added')) {
        resourceIn(new Stack(data, 'Added', { env: WORKLOAD }));
      }
    },
  });

  expect(deployable(app)).toEqual([]);
});
