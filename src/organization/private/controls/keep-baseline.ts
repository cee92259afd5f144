import { Control, deny, listed, otherThan } from './deny';
import { KeepBaselineOptions } from '../../keep-baseline-options';

/** The role that a StackSet deploys with. Only a service-linked role creates it, which no service control policy limits. */
const STACK_SETS = 'arn:aws:iam::*:role/stacksets-exec-*';

/** What a baseline makes in each account, and what would take it away. */
const BASELINE = [
  'config:DeleteConfigurationRecorder',
  'config:DeleteDeliveryChannel',
  'config:DeleteRetentionConfiguration',
  'config:DeleteServiceLinkedConfigurationRecorder',
  'config:DisassociateResourceTypes',
  'config:PutConfigurationRecorder',
  'config:PutDeliveryChannel',
  'config:PutRetentionConfiguration',
  'config:StopConfigurationRecorder',
  'ec2:DisableEbsEncryptionByDefault',
  'oam:DeleteLink',
  'oam:UpdateLink',
];

/**
 * The document that encrypts volumes by default, and its association. CloudFormation names the document after the stack. An
 * association has no name in its ARN and CloudFormation gives it no tags: it is kept as far as Systems Manager asks for its document.
 */
const DOCUMENTS = 'arn:aws:ssm:*:*:document/StackSet-*';
const DOCUMENT_CHANGES = [
  'ssm:DeleteAssociation',
  'ssm:DeleteDocument',
  'ssm:UpdateAssociation',
  'ssm:UpdateDocument',
  'ssm:UpdateDocumentDefaultVersion',
];

const STACK_CHANGES = [
  'cloudformation:CancelUpdateStack',
  'cloudformation:ContinueUpdateRollback',
  'cloudformation:CreateChangeSet',
  'cloudformation:CreateStackRefactor',
  'cloudformation:DeleteStack',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:ExecuteStackRefactor',
  'cloudformation:RollbackStack',
  'cloudformation:SetStackPolicy',
  'cloudformation:UpdateStack',
  'cloudformation:UpdateTerminationProtection',
];

const ROLE_CHANGES = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRole',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole',
];

/** What the StackSet of a baseline has made stays as it is. */
export function keepBaseline({ roleNames = [], accessRoleName }: KeepBaselineOptions): Control {
  const access = accessRoleName ?? 'OrganizationAccountAccessRole';
  const roleArns = roleNames.map((name) => `arn:aws:iam::*:role/${name}`);
  const conditions = otherThan([STACK_SETS]);
  return {
    description:
      'No principal, root user included, changes what the StackSet of the baseline has made (the recorder of AWS Config, the default ' +
      `encryption of EBS and its document, links of CloudWatch${roleNames.length > 0 ? `, roles named ${listed(roleNames)}` : ''}), ` +
      'its stacks, the roles that it deploys with, or ' +
      `the role ${access}. Only the StackSet itself does.`,
    statements: [
      deny('KeepBaseline', BASELINE, { conditions }),
      deny('KeepBaselineDocuments', DOCUMENT_CHANGES, { resources: [DOCUMENTS], conditions }),
      deny('KeepBaselineStacks', STACK_CHANGES, {
        resources: ['arn:aws:cloudformation:*:*:stack/StackSet-*'],
        conditions,
      }),
      // No exemption: with a role of that name, every administrator of the account could pass for the StackSet.
      deny('KeepDeploymentRoles', ROLE_CHANGES, { resources: [STACK_SETS, `arn:aws:iam::*:role/${access}`] }),
      ...(roleArns.length > 0 ? [deny('KeepBaselineRoles', ROLE_CHANGES, { resources: roleArns, conditions })] : []),
    ],
  };
}
