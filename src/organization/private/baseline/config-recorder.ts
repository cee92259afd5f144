import { Aws, Fn, Token } from 'aws-cdk-lib';
import { CfnConfigurationRecorder, CfnDeliveryChannel } from 'aws-cdk-lib/aws-config';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BaselineTemplate } from './template';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import { ArchivePrefix } from '../../archive-prefix';

/**
 * Records all resources of a region, and delivers to the archive: Config writes as its service principal, which the policy of the
 * bucket lets in.
 */
export function addConfigRecorder(template: BaselineTemplate, s3BucketName: string): void {
  // AWS::IAM::ServiceLinkedRole fails in an account that has the role of AWS Config already, and an account has one alone.
  const role = new Role(template, 'RecorderRole', {
    roleName: template.roleName('config'),
    description: 'AWS Config reads with it what it records',
    assumedBy: new ServicePrincipal('config.amazonaws.com').withConditions({
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    }),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWS_ConfigRole')],
  });
  acknowledge(
    role,
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWS_ConfigRole]',
    'AWS extends its policy for AWS Config with each resource type that Config learns to record',
  );
  const isHome = Fn.conditionIf(template.inHomeRegion.logicalId, true, false);
  new CfnConfigurationRecorder(template, 'Recorder', {
    roleArn: role.roleArn,
    recordingGroup: {
      allSupported: true,
      // IAM is the same in all regions: its changes are paid for once.
      includeGlobalResourceTypes: Token.asAny(isHome) as any,
    },
  });
  // The recorder waits for the channel, and the channel for the recorder: CloudFormation starts both at once.
  new CfnDeliveryChannel(template, 'DeliveryChannel', {
    s3BucketName,
    s3KeyPrefix: ArchivePrefix.CONFIG,
    configSnapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
  });
}
