import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, StackSynthesizer, Validations } from 'aws-cdk-lib';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { ResourceGate } from '../../../src/gate';
import { newApp } from '../../support/cloud';
import { gatedBank, hostIn, inPlan, resourceIn } from '../../support/gated';

function planOf({ app, gate }: { app: App; gate: ResourceGate }): CloudAssembly {
  app.synth();
  return new CloudAssembly(join(app.outdir, gate.planFolder!));
}

describe('RB19b a plan', () => {
  const plan = planOf(gatedBank());

  test('is an assembly of its own, with the dependencies between its stacks', () => {
    expect(plan.stacks.map(({ id }) => id)).toEqual(['Data', 'Api']);
    expect(plan.getStackArtifact('Api').dependencies.map(({ id }) => id)).toEqual(['Data', 'Api.assets']);
  });

  test('is refused by every bootstrap stack there is, its assets too', () => {
    const versions = ['Data', 'Data.assets'].map((id) => plan.manifest.artifacts![id].properties as any);

    expect(versions.map((it) => it.requiresBootstrapStackVersion)).toEqual([999_999, 999_999]);
  });

  test('is compared with the permissions that its stacks have when they are deployed', () => {
    const open = gatedBank({ createResources: true }).app.synth();

    expect(plan.getStackArtifact('Data').lookupRole).toEqual(open.getStackArtifact('Data').lookupRole);
  });

  test('has the templates of nested stacks', () => {
    const [nested] = readdirSync(plan.directory).filter((name) => name.endsWith('.nested.template.json'));

    expect(JSON.parse(readFileSync(join(plan.directory, nested), 'utf8')).Resources).toHaveProperty('Topic');
  });
});

test('RB19b neither stack nor assets of the plan are left in what can be deployed', () => {
  const { app } = gatedBank();
  hostIn(app);
  const { artifacts = {} } = app.synth().manifest;

  expect(Object.keys(artifacts).filter((id) => artifacts[id].type !== 'none')).toEqual(
    expect.arrayContaining(['Host', 'Host.assets', 'GatePlanB3B3122D']),
  );
  expect(['Data', 'Data.assets', 'Api', 'Api.assets'].map((id) => artifacts[id].type)).toEqual(Array(4).fill('none'));
});

test('RB19b nothing can be deployed by an assembly whose synthesis fails after all', () => {
  const { app } = gatedBank();
  const refusal = jest.fn(() => {
    throw new Error('no words');
  });
  Validations.of(app).addPlugins({ name: 'refusal', validate: refusal });

  expect(() => app.synth()).toThrow('no words');
  expect(existsSync(join(app.outdir, 'manifest.json'))).toBe(false);
});

test('a dependency on a stack beside the gate is no part of the plan', () => {
  const bank = gatedBank();
  const host = hostIn(bank.app);
  bank.data.node.addDependency(host);

  expect(planOf(bank).getStackArtifact('Data').manifest.dependencies).toEqual(['Data.assets']);
});

test('assets that a stack beside the gate needs too stay where they are', () => {
  const app = newApp();
  const host = new Stack(app, 'Host', { synthesizer: new SharedAssets() });
  const data = new Stack(app, 'Data', { synthesizer: new SharedAssets() });
  [host, data].forEach((stack) => resourceIn(stack));
  new ResourceGate(app, 'Gate', { scopes: [data] });
  const { artifacts = {} } = app.synth().manifest;

  expect(artifacts.Shared.type).toBe('cdk:asset-manifest');
  expect(artifacts.Data.type).toBe('none');
});

test('RB19b each stack is synthesized once, so that any synthesizer will do', () => {
  const app = newApp();
  const synthesizer = new OnceOnly();
  resourceIn(new Stack(app, 'Data', { synthesizer }));
  const gate = new ResourceGate(app, 'Gate');

  app.synth();

  expect(JSON.parse(inPlan(gate, 'Data.template.json')).Resources).toHaveProperty('Topic');
});

class OnceOnly extends StackSynthesizer {
  private isDone = false;

  public addFileAsset(): never {
    throw new Error('no assets');
  }

  public addDockerImageAsset(): never {
    throw new Error('no assets');
  }

  public synthesize(session: Parameters<StackSynthesizer['synthesize']>[0]): void {
    expect(this.isDone).toBe(false);
    this.isDone = true;
    this.synthesizeTemplate(session);
    this.emitArtifact(session);
  }
}

class SharedAssets extends OnceOnly {
  public synthesize(session: Parameters<StackSynthesizer['synthesize']>[0]): void {
    this.synthesizeTemplate(session);
    session.assembly.addArtifact('Shared', { type: 'cdk:asset-manifest' as any, properties: { file: 'shared.json' } });
    this.emitArtifact(session, { additionalDependencies: ['Shared'] });
  }
}
