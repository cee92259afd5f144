import { BootstraplessSynthesizer, DefaultStackSynthesizer, Stack, StackProps, StackSynthesizer } from 'aws-cdk-lib';
import { childStack } from '../../../../src/core/private/stacks/child-stack';
import { newApp, WORKLOAD } from '../../../support/cloud';

const props = { suffix: 'edge', description: 'What it holds', region: 'us-east-1', terminationProtection: false };

function childOf(homeProps: StackProps): Stack {
  const home = new Stack(newApp(), 'Web', homeProps);
  return childStack(home, 'Edge', home, props);
}

test('is named after its stack, lies in its account, has its tags and is deployed as it is', () => {
  const synthesizer = new DefaultStackSynthesizer({ qualifier: 'bank' });
  const child = childOf({ env: WORKLOAD, stackName: 'prd-bank', tags: { owner: 'bank' }, synthesizer });

  expect([child.stackName, child.account, child.region]).toEqual(['prd-bank-edge', WORKLOAD.account, 'us-east-1']);
  expect(child.synthesizer.bootstrapQualifier).toBe('bank');
  expect(child.tags.tagValues()).toEqual({ owner: 'bank' });
});

test('is deployed without a bootstrap stack where its stack is', () => {
  const child = childOf({ env: WORKLOAD, synthesizer: new BootstraplessSynthesizer() });

  expect(Object.getPrototypeOf(child.synthesizer)).toBeInstanceOf(BootstraplessSynthesizer);
});

test('is deployed as the app says where its stack says nothing', () => {
  const app = newApp({ defaultStackSynthesizer: new DefaultStackSynthesizer({ qualifier: 'theapp' }) });
  const home = new Stack(app, 'Web', { env: WORKLOAD });

  expect(childStack(home, 'Edge', home, props).synthesizer.bootstrapQualifier).toBe('theapp');
});

test('refuses a name that CloudFormation would refuse', () => {
  expect(() => childOf({ env: WORKLOAD, stackName: 'a'.repeat(124) })).toThrowProblem(
    'child-stack/name-too-long',
    'stackName',
    `${'a'.repeat(124)}-edge`,
  );
});

test('knows neither account nor region where its stack does not', () => {
  const home = new Stack(newApp(), 'Web');

  expect(childStack(home, 'Child', home, { ...props, region: undefined }).environment).toBe(
    'aws://unknown-account/unknown-region',
  );
});

test('refuses a name that another stack has, in the same account and region alone', () => {
  const app = newApp();
  const home = new Stack(app, 'Web', { env: WORKLOAD });
  new Stack(app, 'Elsewhere', { env: { ...WORKLOAD, region: 'eu-west-1' }, stackName: 'Web-edge' });
  new Stack(app, 'Theirs', { env: { ...WORKLOAD, region: 'us-east-1' }, stackName: 'Web-edge' });

  expect(() => childStack(home, 'Edge', home, props)).toThrowProblem('child-stack/name-taken', 'stackName', 'Web-edge');
  expect(() => childStack(home, 'Other', home, { ...props, region: 'eu-central-1' })).not.toThrow();
});

test('is deployed by default where the synthesizer of its stack cannot be used twice', () => {
  class Once extends StackSynthesizer {
    public synthesize(): void {}
    public addFileAsset(): never {
      throw new Error('no assets here');
    }
    public addDockerImageAsset(): never {
      throw new Error('no assets here');
    }
  }

  expect(childOf({ env: WORKLOAD, synthesizer: new Once() }).synthesizer.bootstrapQualifier).toBe('hnb659fds');
});
