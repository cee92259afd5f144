import { Validations } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IPolicyTarget } from './i-policy-target';
import { ROOT_LOOKUP } from './private/lookups';
import { markOfManagementAccount } from './private/management-account';
import { documentOf, policyProblems } from './private/policy-problems';
import { policyTypeInput } from './private/policy-type-input';
import { ServiceControl } from './service-control';
import { PendingInput } from '../core';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { instance, listOf, TEXT, typeProblems } from '../core/private/checks/types';

const POLICY_TYPE = 'SERVICE_CONTROL_POLICY';

/** Properties for defining a `ServiceControlPolicy`. */
export interface ServiceControlPolicyProps {
  /** Name of the policy, unique in the organization, such as `keep-logs`. */
  readonly policyName: string;

  /** What the policy denies. Together the controls may have 10,240 characters. */
  readonly controls: ServiceControl[];

  /** Root (an organization), organizational units and accounts that it limits. A target takes nine policies beside `FullAWSAccess`. */
  readonly targets: IPolicyTarget[];
}

/**
 * A service control policy of an organization: what no principal of the accounts below its targets does, root users and
 * administrators included. The management account and service-linked roles are outside of every such policy.
 *
 * An administrator of the management account enables the type of policy at the root once, by the command in `pendingInputs`.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * @example
 * import { IOrganizationalUnit, ServiceControl, ServiceControlPolicy } from 'rl-bank-constructs/organization';
 *
 * declare const security: IOrganizationalUnit;
 * declare const workloads: IOrganizationalUnit;
 * new ServiceControlPolicy(this, 'KeepWatch', {
 *   policyName: 'keep-watch',
 *   controls: [
 *     ServiceControl.keepLogs({ bucketNames: ['acme-log-archive'] }),
 *     ServiceControl.keepThreatDetection(),
 *     ServiceControl.stayInOrganization(),
 *   ],
 *   targets: [security, workloads],
 * });
 */
@propertyInjectable
export class ServiceControlPolicy extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.ServiceControlPolicy';

  /** Name of the policy. */
  public readonly policyName: string;

  /** Id of the policy, such as `p-a1b2c3d4`. */
  public readonly policyId: string;

  /** What the policy denies. */
  public readonly controls: ServiceControl[];

  /** What it limits. */
  public readonly targets: IPolicyTarget[];

  constructor(scope: Construct, id: string, props: ServiceControlPolicyProps) {
    super(scope, id);
    requireProps(this, props, { policyName: true, controls: true, targets: true });
    throwOnProblems(
      this,
      ...typeProblems(props, {
        policyName: TEXT,
        controls: listOf(instance('a ServiceControl', 'statements')),
        targets: listOf(instance('an IPolicyTarget', 'policyTargetId')),
      }),
    );
    markOfManagementAccount(this);
    throwOnProblems(this, ...policyProblems(this, props));
    this.policyName = props.policyName;
    this.controls = [...props.controls];
    this.targets = [...props.targets];

    const policy = new CfnPolicy(this, 'Resource', {
      name: props.policyName,
      description: shortened(props.controls.map(({ description }) => description).join(' ')),
      type: POLICY_TYPE,
      content: documentOf(props.controls),
      targetIds: props.targets.map(({ policyTargetId }) => policyTargetId),
    });
    Validations.of(policy).acknowledge({
      id: 'CloudFormation-Validate::W9013',
      reason: 'A role that a control exempts is of one member account, which is not the account of the stack.',
    });
    this.policyId = policy.attrId;
  }

  /** The command that enables service control policies at the root: CloudFormation has no type for it. */
  public get pendingInputs(): PendingInput[] {
    const target = 'service control policies, enabled at the root of the organization';
    return [{ key: 'policyType', target, ...policyTypeInput(POLICY_TYPE, ROOT_LOOKUP) }];
  }
}

/** AWS takes 512 characters. */
function shortened(text: string): string {
  return text.length <= 512 ? text : `${text.slice(0, 509)}...`;
}
