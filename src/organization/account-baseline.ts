import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnStackSet } from 'aws-cdk-lib/aws-cloudformation';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { BaselineBudget } from './baseline-budget';
import { BaselineRollout } from './baseline-rollout';
import { ILogArchive } from './i-log-archive';
import { IOrganization } from './i-organization';
import { IOrganizationalUnit } from './i-organizational-unit';
import { PendingInput } from '../core';
import { deployAfter } from './private/archive/deploy-after';
import { addBudget } from './private/baseline/budget';
import { addConfigRecorder } from './private/baseline/config-recorder';
import { addMonitoringLinks } from './private/baseline/monitoring-links';
import { baselinePending } from './private/baseline/pending';
import { addPolicies } from './private/baseline/policies';
import { baselineProblems, takenProblem } from './private/baseline/problems';
import { operationPreferences } from './private/baseline/rollout';
import { BaselineTemplate } from './private/baseline/template';
import { BASELINE_TYPES } from './private/baseline/types';
import { addVolumeEncryption } from './private/baseline/volume-encryption';
import { lookupOf } from './private/lookups';
import { markOfManagementAccount } from './private/management-account';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { requireTypes } from '../core/private/checks/types';

/** Properties for defining an `AccountBaseline`. */
export interface AccountBaselineProps {
  /** Organization, whose management account has the stack. */
  readonly organization: IOrganization;

  /** Organizational units whose accounts get the baseline, those of units inside of them too, now and when they join. */
  readonly targets: IOrganizationalUnit[];

  /** Regions of the baseline, in the order of deployment, such as `us-east-1`: a region is done before the next begins. */
  readonly regions: string[];

  /** Archive that AWS Config delivers history and snapshots to. */
  readonly archive: ILogArchive;

  /** Monthly budget of each account. */
  readonly budget: BaselineBudget;

  /**
   * Region that has what an account has once: its budget, and the record of IAM by AWS Config.
   * @default - the first of `regions`
   */
  readonly homeRegion?: string;

  /**
   * Tags that costs are split by: a tag policy reports other spellings, and one pending command activates them.
   * @default ['product', 'environment']
   */
  readonly costTags?: string[];

  /**
   * ARNs of sinks of CloudWatch that see metrics, logs and traces of each account, one of each region at most. A cell then
   * leaves its `monitoringSinkArn` out: a second link to one sink fails.
   * @default - no account shares what it observes
   */
  readonly monitoringSinkArns?: string[];

  /**
   * How the baseline, and every update of it, is deployed to many accounts.
   * @default - a quarter of the accounts at once, a tenth may fail, and an account that leaves loses it
   */
  readonly rollout?: BaselineRollout;

  /**
   * Name of the StackSet, with which names of roles and policies begin. A second StackSet of another name fails in every
   * account that has the first.
   * @default 'account-baseline'
   */
  readonly stackSetName?: string;
}

/**
 * Baseline of each account of organizational units: a StackSet of AWS CloudFormation with automatic deployment, and policies of
 * AWS Organizations. An account that joins a unit gets both without a further deployment, and one deployment of the stack
 * updates all accounts.
 *
 * In each account and region: a recorder of AWS Config that delivers to the archive, and volumes encrypted by default. In the
 * home region: a budget. By policies: no public images, snapshots or buckets, instance metadata by IMDSv2, cost tags.
 *
 * StackSets deploys nothing to the management account.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
 * @example
 * import { AccountBaseline, ILogArchive, IOrganization, IOrganizationalUnit } from 'rl-bank-constructs/organization';
 *
 * declare const organization: IOrganization;
 * declare const workloads: IOrganizationalUnit;
 * declare const archive: ILogArchive;
 *
 * new AccountBaseline(this, 'Baseline', {
 *   organization,
 *   targets: [workloads],
 *   regions: ['us-east-1', 'eu-central-1'],
 *   archive,
 *   budget: { amount: 2000, email: 'aws@acme.example' },
 * });
 */
@propertyInjectable
export class AccountBaseline extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.AccountBaseline';

  /** Name of the StackSet. */
  public readonly stackSetName: string;

  /** Names of the roles that it makes in each account, for `ServiceControl.keepBaseline`. */
  public readonly roleNames: string[];

  /**
   * Template of the baseline, as a stack that no `cdk deploy` knows: what is added to it is deployed to each account. Tags and
   * aspects around the baseline reach it. It takes no asset and no reference to another stack.
   */
  public readonly template: Stack;

  /** Commands for what CloudFormation has no resource type for, each with the check that says whether it is done. */
  public readonly pendingInputs: PendingInput[];

  constructor(scope: Construct, id: string, props: AccountBaselineProps) {
    super(scope, id);
    requireProps(this, props, { organization: true, targets: true, regions: true, archive: true, budget: true });
    requireTypes(this, props, BASELINE_TYPES);
    throwOnProblems(this, ...baselineProblems(Stack.of(this), props));
    markOfManagementAccount(this);
    const { organization, archive, regions, stackSetName = 'account-baseline' } = props;
    throwOnProblems(this, takenProblem(this, props, stackSetName));
    const [homeRegion, costTags] = [props.homeRegion ?? regions[0], props.costTags ?? ['product', 'environment']];
    const targets = props.targets.map(({ organizationalUnitId }) => organizationalUnitId);

    const template = new BaselineTemplate(this, 'Template', { stackSetName, homeRegion });
    const bucketName = template.addParameter('ArchiveBucketName', 'Bucket that AWS Config delivers to');
    addConfigRecorder(template, bucketName);
    addVolumeEncryption(template);
    addBudget(template, props.budget);
    addMonitoringLinks(template, props.monitoringSinkArns ?? []);

    new CfnStackSet(this, 'StackSet', {
      stackSetName,
      description: `Baseline of the accounts of organization ${organization.organizationId}`,
      permissionModel: 'SERVICE_MANAGED',
      capabilities: ['CAPABILITY_NAMED_IAM'],
      autoDeployment: {
        enabled: true,
        retainStacksOnAccountRemoval: props.rollout?.retainOnAccountRemoval ?? false,
      },
      // An account that joins while an update runs waits for it, instead of failing.
      managedExecution: { Active: true },
      operationPreferences: operationPreferences(regions, props.rollout),
      parameters: [{ parameterKey: 'ArchiveBucketName', parameterValue: archive.landingBucketName }],
      stackInstancesGroup: [{ deploymentTargets: { organizationalUnitIds: targets }, regions }],
      templateBody: Lazy.string({ produce: () => template.toText() }),
    }).applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    deployAfter(this, archive); // AWS Config looks for the bucket that it is to deliver to
    addPolicies(this, { namePrefix: stackSetName, costTags, targets });
    this.node.addValidation({ validate: () => template.problems() });

    this.template = template;
    this.stackSetName = stackSetName;
    this.roleNames = [`${stackSetName}-*`];
    this.pendingInputs = baselinePending(lookupOf(this, organization.rootId), costTags);
  }
}
