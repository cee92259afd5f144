import { App, CfnResource, Stack, Tags, Validations } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { accountTemplateOf, baselineIn, knownUnit, SINK_ARN } from './support/baseline';
import { appOf, variants } from './support/catalog';
import { templateOf, workloadStack } from './support/cloud';
import { treeStack } from './support/organization';
import { Finding, findingsIn } from './support/validator';

function findingsOf(template: object, region: string): string[] {
  return findingsIn(template, region).map(textOf);
}

function textOf({ ruleId, message }: Finding): string {
  return `${ruleId} ${message}`;
}

test.each(variants)("$construct with its $name passes CloudFormation's validator", ({ build }) => {
  const app = appOf(build);
  const findings = app
    .synth()
    .stacksRecursively.filter((stack) => stack.template.Resources !== undefined) // the CLI skips an empty stack
    .flatMap(({ id, template, environment: { region } }) => {
      const open = findingsIn(template, region).filter((it) => !acknowledgedIn(app).has(`${id} ${keyOf(it)}`));
      return open.map(textOf);
    });

  expect(findings).toEqual([]);
});

/** What a resource answers for with a reason, as the CDK leaves it out. */
function acknowledgedIn(app: App): Set<string> {
  const resources = app.node.findAll().filter((it) => CfnResource.isCfnResource(it)) as CfnResource[];
  const answered = resources.flatMap((resource) => {
    const stack = Stack.of(resource);
    const entries = resource.node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
    const rules = entries.flatMap(({ data }) => Object.keys(data).map((rule) => rule.split('::').at(-1)));
    return rules.map((rule) => `${stack.artifactId} ${stack.resolve(resource.logicalId)} ${rule}`);
  });
  return new Set(answered);
}

function keyOf({ ruleId, entity }: Finding): string {
  return `${entity?.logicalId} ${ruleId}`;
}

describe('what a StackSet of AccountBaseline deploys to each account', () => {
  const stack = treeStack();
  const targets = ['ou-ab12-security1', 'ou-ab12-workload1'].map((id) => knownUnit(stack, id));
  baselineIn(stack, { targets, monitoringSinkArns: [SINK_ARN] });
  Tags.of(stack).add('product', 'landing-zone');

  test.each(['us-east-1', 'eu-central-1'])("passes CloudFormation's validator in %s", (region) => {
    expect(findingsIn(accountTemplateOf(stack), region)).toEqual([]);
  });

  test('the validator sees an error in it', () => {
    const template = accountTemplateOf(stack);
    Object.values<any>(template.Resources).find(({ Type }) => Type === 'AWS::Budgets::Budget').Properties.Budgett = {};

    expect(findingsIn(template, 'us-east-1').map(({ ruleId }) => ruleId)).toContain('F3002');
  });
});

test('a wrong property and a wrong value are found', () => {
  const stack: Stack = workloadStack();
  new CfnBucket(stack, 'Bucket').addPropertyOverride('BuketName', 'bank');
  new CfnLogGroup(stack, 'Logs', { retentionInDays: 13 });

  const findings = findingsOf(templateOf(stack), 'ap-southeast-1').join();

  expect(findings).toContain('F3002');
  expect(findings).toContain('W3030');
});
