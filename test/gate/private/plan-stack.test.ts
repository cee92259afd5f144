import { App, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { isPlanStack, planStack } from '../../../src/gate/private/plan-stack';
import { newApp } from '../../support/cloud';

function planIn(scope: Construct, id = 'Gate'): Stack {
  const gate = new Construct(scope, id);
  planStack({ gate, description: 'Why', notice: 'Read it.', text: () => 'All of it\n  in lines' });
  return scope.node.root.node.findAll().filter(Stack.isStack).find(isPlanStack)!;
}

test('RB19b has the plan for a template and the notice for the CLI, and asks for no bootstrap stack', () => {
  const plan = planIn(newApp());
  const { template, messages, manifest } = (plan.node.root as App).synth().getStackArtifact(plan.artifactId);

  expect(template).toEqual({ Description: 'Why', Metadata: { Plan: 'All of it\n  in lines' } });
  expect(messages.map(({ level, entry }) => `${level} ${entry.data}`)).toEqual(['info Read it.']);
  expect(manifest.properties).not.toHaveProperty('requiresBootstrapStackVersion');
  expect(manifest.dependencies).toBeUndefined();
});

test('RB19d has a name that nobody gives a stack: the CLI deletes what is deployed under the name of an empty one', () => {
  const names = ['Gate', 'gate', 'G'.repeat(200), 'Gate of A: Ω'].map((id) => planIn(newApp(), id).stackName);

  expect(names).toEqual([
    'resource-gate-plan-Gate-fa77a525',
    expect.stringMatching(/^resource-gate-plan-gate-[0-9a-f]{8}$/),
    expect.stringMatching(/^resource-gate-plan-G{90}-[0-9a-f]{8}$/),
    expect.stringMatching(/^resource-gate-plan-Gate-of-A--[0-9a-f]{8}$/),
  ]);
});

test('lies below its gate, and for one in a Stage in the app', () => {
  const app = newApp();

  expect(planIn(newApp()).node.path).toBe('Gate/Plan');
  expect(planIn(new Stage(app, 'Prod')).node.path).toBe('ResourceGatePlans/Prod-Gate');
});

test('is known from other stacks', () => {
  expect(isPlanStack(new Stack(newApp(), 'Plan'))).toBe(false);
});
