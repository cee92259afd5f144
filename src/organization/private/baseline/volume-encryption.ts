import { Aws } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnAssociation, CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { BaselineTemplate } from './template';
import { grantTo } from '../../../core/private/resources/grant';

/**
 * Encrypts new EBS volumes by default. CloudFormation has no resource type for it, and AWS Organizations no policy: State Manager
 * runs a document of two calls, at once and each day, so that an account that turns it off has it on again.
 */
export function addVolumeEncryption(template: BaselineTemplate): void {
  const role = new Role(template, 'VolumeEncryptionRole', {
    roleName: template.roleName('volumes'),
    description: 'Systems Manager encrypts volumes by default with it',
    assumedBy: new ServicePrincipal('ssm.amazonaws.com').withConditions({
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    }),
  });
  const actions = ['ec2:EnableEbsEncryptionByDefault', 'ec2:GetEbsEncryptionByDefault'];
  const grant = grantTo(template, role, actions, ['*'], 'The default is of the account: IAM knows no resource for it');
  const document = new CfnDocument(template, 'VolumeEncryptionDocument', {
    documentType: 'Automation',
    content: {
      schemaVersion: '0.3',
      description: 'Encrypts new EBS volumes by default',
      assumeRole: role.roleArn,
      mainSteps: [
        {
          name: 'Enable',
          action: 'aws:executeAwsApi',
          inputs: { Service: 'ec2', Api: 'EnableEbsEncryptionByDefault' },
        },
        {
          name: 'Verify',
          action: 'aws:assertAwsResourceProperty',
          inputs: {
            Service: 'ec2',
            Api: 'GetEbsEncryptionByDefault',
            PropertySelector: '$.EbsEncryptionByDefault',
            DesiredValues: ['True'],
          },
          isEnd: true,
        },
      ],
    },
  });
  const association = new CfnAssociation(template, 'VolumeEncryption', {
    associationName: `${template.stackName}-volume-encryption`,
    name: document.ref,
    scheduleExpression: 'rate(1 day)',
  });
  grant.applyBefore(association);
}
