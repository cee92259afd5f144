import { Stack, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccountBaseline, LogArchive, Organization } from '../../src/organization';
import {
  accountResourcesOf,
  accountTemplateOf,
  baselineIn,
  SINK_ARN,
  stackSetOf,
  knownUnit,
} from '../support/baseline';
import { lambdasIn, newApp, resourcesOf } from '../support/cloud';
import { ORGANIZATION, organizationIn, treeStack } from '../support/organization';

const app = newApp();
const stack = treeStack(app);
const baseline = baselineIn(stack, {
  targets: ['ou-ab12-security1', 'ou-ab12-workload1'].map((id) => knownUnit(stack, id)),
  monitoringSinkArns: [SINK_ARN],
});
Tags.of(app).add('product', 'landing-zone');
const stackSet = stackSetOf(stack);
const policyOf = (type: string) => {
  return resourcesOf(stack, 'AWS::Organizations::Policy').find(({ Properties }) => Properties.Type === type)!
    .Properties;
};

describe('PC5d PC20 an account that joins an organizational unit', () => {
  test('gets the baseline without a further deployment, and loses it when it leaves', () => {
    expect(stackSet).toMatchObject({
      StackSetName: 'account-baseline',
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      StackInstancesGroup: [
        {
          DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-security1', 'ou-ab12-workload1'] },
          Regions: ['us-east-1', 'eu-central-1'],
        },
      ],
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Description: expect.stringContaining(ORGANIZATION.organizationId),
    });
  });

  test('waits for an update that runs, instead of failing', () => {
    expect(stackSet.ManagedExecution).toEqual({ Active: true });
  });

  test('is under the policies at once, which have the same targets', () => {
    const policies = resourcesOf(stack, 'AWS::Organizations::Policy').map(({ Properties }) => Properties);

    expect(policies.map(({ Type }) => Type)).toEqual(['DECLARATIVE_POLICY_EC2', 'S3_POLICY', 'TAG_POLICY']);
    policies.forEach(({ TargetIds }) => expect(TargetIds).toEqual(['ou-ab12-security1', 'ou-ab12-workload1']));
  });
});

describe('PC20 the baseline of an account', () => {
  test('records all resources with AWS Config, and IAM in the home region alone', () => {
    const [recorder, ...others] = accountResourcesOf(stack, 'AWS::Config::ConfigurationRecorder');

    expect(others).toEqual([]);
    expect(recorder.Condition).toBeUndefined();
    expect(recorder.Properties.RecordingGroup).toEqual({
      AllSupported: true,
      IncludeGlobalResourceTypes: { 'Fn::If': ['IsHomeRegion', true, false] },
    });
    expect(accountTemplateOf(stack).Conditions.IsHomeRegion).toEqual({
      'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'],
    });
  });

  test('delivers to the archive, by a parameter that the StackSet gives', () => {
    const [channel] = accountResourcesOf(stack, 'AWS::Config::DeliveryChannel');

    expect(channel.Properties).toMatchObject({ S3BucketName: { Ref: 'ArchiveBucketName' }, S3KeyPrefix: 'config' });
    expect(stackSet.Parameters).toEqual([
      { ParameterKey: 'ArchiveBucketName', ParameterValue: 'acme-log-archive-landing' },
    ]);
  });

  test('neither recorder nor channel waits for the other: CloudFormation would wait for ever', () => {
    const both = ['ConfigurationRecorder', 'DeliveryChannel'].flatMap((type) =>
      accountResourcesOf(stack, `AWS::Config::${type}`),
    );

    expect(both.map(({ DependsOn }) => DependsOn)).toEqual([undefined, undefined]);
  });

  test('has roles of AWS Config and Systems Manager alone, for requests of its own account', () => {
    const trusts = accountResourcesOf(stack, 'AWS::IAM::Role').map(({ Properties }) => {
      return Properties.AssumeRolePolicyDocument.Statement.map(({ Principal, Condition }: any) => [
        Principal,
        Condition,
      ]);
    });

    const ofAccount = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
    expect(trusts).toEqual([
      [[{ Service: 'config.amazonaws.com' }, ofAccount]],
      [[{ Service: 'ssm.amazonaws.com' }, ofAccount]],
    ]);
  });

  test('names its roles after itself and the region, so that a service control policy keeps them', () => {
    const names = accountResourcesOf(stack, 'AWS::IAM::Role').map(({ Properties }) => Properties.RoleName);

    expect(names).toEqual(
      ['config', 'volumes'].map((part) => ({
        'Fn::Join': ['', [`account-baseline-${part}-`, { Ref: 'AWS::Region' }]],
      })),
    );
    expect(baseline.roleNames).toEqual(['account-baseline-*']);
  });

  test('encrypts new volumes by default, each day anew', () => {
    const [association] = accountResourcesOf(stack, 'AWS::SSM::Association');
    const [document] = accountResourcesOf(stack, 'AWS::SSM::Document');

    expect(association.Properties).toMatchObject({ ScheduleExpression: 'rate(1 day)' });
    expect(association.Properties.Name).toEqual({ Ref: expect.stringMatching(/^VolumeEncryptionDocument/) });
    expect(document.Properties.Content.mainSteps.map(({ inputs }: any) => inputs.Api)).toEqual([
      'EnableEbsEncryptionByDefault',
      'GetEbsEncryptionByDefault',
    ]);
    const [policy] = accountResourcesOf(stack, 'AWS::IAM::Policy');
    expect(policy.Properties.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['ec2:EnableEbsEncryptionByDefault', 'ec2:GetEbsEncryptionByDefault'],
        Resource: '*',
      },
    ]);
  });

  test('has a budget that notifies of what is spent and of what is forecast, in the home region alone', () => {
    const [budget] = accountResourcesOf(stack, 'AWS::Budgets::Budget');
    const { Budget, NotificationsWithSubscribers } = budget.Properties;

    expect(budget.Condition).toBe('IsHomeRegion');
    expect(Budget).toMatchObject({
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 2000, Unit: 'USD' },
    });
    expect(
      NotificationsWithSubscribers.map(({ Notification: it, Subscribers }: any) => {
        return [it.NotificationType, it.Threshold, Subscribers.map(({ Address }: any) => Address)];
      }),
    ).toEqual([
      ['ACTUAL', 80, ['aws@acme.example']],
      ['FORECASTED', 100, ['aws@acme.example']],
    ]);
  });

  test('shares metrics, logs and traces in the region of the sink alone', () => {
    const [link] = accountResourcesOf(stack, 'AWS::Oam::Link');

    expect(JSON.stringify(link.Properties.SinkIdentifier)).toContain(':oam:eu-central-1:100000000001:sink/');
    expect(accountTemplateOf(stack).Conditions[link.Condition]).toEqual({
      'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'],
    });
  });

  test('has no detector of GuardDuty, since that of the organization is enabled by itself and a second one fails', () => {
    expect(accountResourcesOf(stack, 'AWS::GuardDuty::Detector')).toEqual([]);
  });
});

describe('PC20 what an account cannot change', () => {
  test('images and snapshots are not public, and instances have IMDSv2 by default', () => {
    const { ec2_attributes: it } = policyOf('DECLARATIVE_POLICY_EC2').Content;

    expect(it.image_block_public_access.state['@@assign']).toBe('block_new_sharing');
    expect(it.snapshot_block_public_access.state['@@assign']).toBe('block_all_sharing');
    expect(it.instance_metadata_defaults.http_tokens['@@assign']).toBe('required');
    expect(it.serial_console_access.status['@@assign']).toBe('disabled');
  });

  test('buckets and objects are not public', () => {
    expect(policyOf('S3_POLICY').Content).toEqual({
      s3_attributes: { public_access_block_configuration: { '@@assign': 'all' } },
    });
  });

  test('tags of costs have one spelling', () => {
    expect(policyOf('TAG_POLICY').Content).toEqual({
      tags: {
        environment: { tag_key: { '@@assign': 'environment' } },
        product: { tag_key: { '@@assign': 'product' } },
      },
    });
  });

  test('AWS Organizations gets one change after the other', () => {
    const waits = resourcesOf(stack, 'AWS::Organizations::Policy').map(({ DependsOn = [] }) => DependsOn.length);

    expect(waits).toEqual([0, 1, 1]);
  });
});

describe('what is deployed to each account', () => {
  test('is no stack of the app, and has no function of code', () => {
    expect(app.synth().stacksRecursively.map(({ stackName }) => stackName)).toEqual(['Tree']);
    expect(lambdasIn(app)).toEqual([]);
    expect(stackSet.TemplateBody).not.toContain('AWS::Lambda::');
  });

  test('is the same text each time, without the metadata and rules of CDK', () => {
    const again = treeStack(newApp({ context: { 'aws:cdk:enable-path-metadata': true } }));
    baselineIn(again, { monitoringSinkArns: [SINK_ARN] });
    Tags.of(again).add('product', 'landing-zone');

    expect(stackSetOf(again).TemplateBody).toBe(stackSet.TemplateBody);
    expect(Object.keys(accountTemplateOf(stack)).sort()).toEqual([
      'Conditions',
      'Description',
      'Parameters',
      'Resources',
    ]);
    expect(stackSet.TemplateBody).not.toContain('aws:cdk:path');
  });

  test('has the tags of the app', () => {
    const [role] = accountResourcesOf(stack, 'AWS::IAM::Role');

    expect(role.Properties.Tags).toEqual([{ Key: 'product', Value: 'landing-zone' }]);
  });
});

describe('pending inputs', () => {
  test('PC20 what has no resource type is a command with a check: trusted access, policy types, cost tags', () => {
    expect(baseline.pendingInputs.map(({ key, command }) => `${key}: ${command}`)).toEqual([
      'stackSetsAccess: aws cloudformation activate-organizations-access',
      ...['DECLARATIVE_POLICY_EC2', 'S3_POLICY', 'TAG_POLICY'].map((type) => {
        return `policyType.${type}: aws organizations enable-policy-type --root-id r-ab12 --policy-type ${type}`;
      }),
      'costAllocationTags: aws ce update-cost-allocation-tags-status --cost-allocation-tags-status TagKey=environment,Status=Active TagKey=product,Status=Active',
    ]);
    expect(baseline.pendingInputs.filter(({ check }) => !check?.startsWith('aws '))).toEqual([]);
  });

  test('of a new organization look its root up', () => {
    const own = treeStack();
    const { pendingInputs } = baselineIn(own, { organization: new Organization(own, 'New') });

    expect(pendingInputs.find(({ key }) => key === 'policyType.TAG_POLICY')!.command).toBe(
      "aws organizations enable-policy-type --root-id $(aws organizations list-roots --query 'Roots[0].Id' --output text) --policy-type TAG_POLICY",
    );
  });
});

test('PC20 a second baseline has a name of its own, as StackSets and policies have', () => {
  const management = treeStack();
  baselineIn(management);
  const archive = LogArchive.fromLogArchiveAttributes(management, 'Other', {
    ...{ accountId: '100000000002', region: 'us-east-1', bucketName: 'acme-log-archive' },
  });
  const second = (id: string, stackSetName?: string) => {
    const targets = [knownUnit(management, `ou-ab12-second${id.length}a`)];
    const budget = { amount: 1, email: 'aws@acme.example' };
    const organization = organizationIn(new Construct(management, `Of${id}`));
    return () =>
      new AccountBaseline(management, id, {
        ...{ organization, targets, archive, budget, stackSetName },
        regions: ['us-east-1'],
      });
  };

  expect(second('Again')).toThrowProblem('baseline/stack-set-taken', 'stackSetName', 'account-baseline', 'Tree/Again');
  expect(second('OfSandbox', 'sandbox-baseline')).not.toThrow();
});

test('PC20 a baseline beside the archive of its app is deployed after it, whose bucket AWS Config looks for', () => {
  const own = newApp();
  const archived = new Stack(own, 'LogArchive', { env: { account: '100000000002', region: 'us-east-1' } });
  const archive = new LogArchive(archived, 'Archive', {
    organization: organizationIn(archived),
    bucketName: 'acme-log-archive',
  });
  const management = treeStack(own);
  baselineIn(management, { archive });

  expect(management.dependencies).toEqual([archived]);
});
