import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { IConstruct } from 'constructs';
import { appOf, variants } from './support/catalog';
import { newApp, workloadStack } from './support/cloud';

/** What reviewers of the AwsSolutions pack would ask about. */
function findingsIn(app: App): string[] {
  app.synth();
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  return violations.flatMap(({ ruleName, violatingResources }) => {
    return violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`);
  });
}

/** A distribution that a test hangs a certificate on is the test's, not the library's. */
function ofTheLibrary(finding: string): boolean {
  return !finding.includes(' at Web/Distribution/');
}

/** Findings that a construct answers for, with its reasons. */
function acknowledgementsIn(scope: IConstruct): Array<{ id: string; reason: string }> {
  return scope.node.findAll().flatMap((construct) => {
    const entries = construct.node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
    return entries.flatMap(({ data }) =>
      Object.entries(data).map(([id, reason]) => ({ id: bare(id), reason: String(reason) })),
    );
  });
}

/** The CDK notes on which tool an id is for, in a spelling that changed between versions. */
function bare(id: string): string {
  return id.replace(/^annotation::/i, '');
}

test.each(variants)('cdk-nag has nothing to say of $construct with its $name', ({ build }) => {
  expect(findingsIn(appOf(build)).filter(ofTheLibrary)).toEqual([]);
});

test('what is acknowledged has a reason that a reviewer can weigh', () => {
  const acknowledged = variants.flatMap(({ build }) => {
    const app = appOf(build);
    app.synth(); // some of it is acknowledged by an aspect
    return acknowledgementsIn(app);
  });

  expect(acknowledged).not.toEqual([]);
  expect(acknowledged.filter(({ reason }) => reason.length < 40)).toEqual([]);
});

test('nag sees a bucket without access logs', () => {
  const stack: Stack = workloadStack(newApp());
  new Bucket(stack, 'Bucket', { enforceSSL: true });

  expect(findingsIn(stack.node.root as App)).toContainEqual(expect.stringContaining('AwsSolutions-S1'));
});

test('an acknowledgement is read with its reason', () => {
  const stack = workloadStack(newApp());
  Validations.of(stack).acknowledge({ id: 'AwsSolutions-S1', reason: 'short' });

  expect(acknowledgementsIn(stack.node.root)).toEqual([{ id: 'AwsSolutions-S1', reason: 'short' }]);
});
