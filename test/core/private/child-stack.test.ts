import { BootstraplessSynthesizer, DefaultStackSynthesizer, Stack, StackProps } from 'aws-cdk-lib';
import { childStack } from '../../../src/core/private/child-stack';
import { newApp, WORKLOAD } from '../../support/cloud';

const props = { suffix: 'edge', description: 'What it holds', region: 'us-east-1', terminationProtection: false };

function childOf(homeProps: StackProps): Stack {
  const home = new Stack(newApp(), 'Web', homeProps);
  return childStack(home, 'Edge', home, props);
}

test('is named after its stack and lies in its account', () => {
  const child = childOf({ env: WORKLOAD, stackName: 'prd-bank' });

  expect([child.stackName, child.account, child.region]).toEqual(['prd-bank-edge', WORKLOAD.account, 'us-east-1']);
});

test('is deployed as its stack is, with the qualifier of the team', () => {
  const child = childOf({ env: WORKLOAD, synthesizer: new DefaultStackSynthesizer({ qualifier: 'bank' }) });

  expect(child.synthesizer.bootstrapQualifier).toBe('bank');
});

test('is deployed without a bootstrap stack where its stack is', () => {
  const child = childOf({ env: WORKLOAD, synthesizer: new BootstraplessSynthesizer() });

  expect(child.node.root).toBeDefined();
  expect(Object.getPrototypeOf(child.synthesizer)).toBeInstanceOf(BootstraplessSynthesizer);
});

test('is deployed as the app says where its stack says nothing', () => {
  const app = newApp({ defaultStackSynthesizer: new DefaultStackSynthesizer({ qualifier: 'theapp' }) });
  const home = new Stack(app, 'Web', { env: WORKLOAD });

  expect(childStack(home, 'Edge', home, props).synthesizer.bootstrapQualifier).toBe('theapp');
});

test('refuses a name that CloudFormation would refuse', () => {
  expect(() => childOf({ env: WORKLOAD, stackName: 'a'.repeat(124) })).toThrow(
    /'stackName' is "a+-edge", but CloudFormation takes 128 characters, and it has 129: shorten the name of the stack Web \[child-stack\/name-too-long at Web\]/,
  );
});
