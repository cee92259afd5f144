import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { grantTo } from '../../../core/private/resources/grant';
import { ArchivePrefix } from '../../archive-prefix';
import type { SecurityToolingProps } from '../../security-tooling';
import { deployAfter } from '../archive/deploy-after';

/**
 * The trail of the organization. The management account owns it, whichever account creates it; its log group is of this account.
 * The trail is retained: a stack that is deleted by mistake stops no log.
 */
export function organizationTrail(scope: Construct, trailName: string, props: SecurityToolingProps): LogGroup {
  const { organization, archive, trailLogRetention } = props;
  const stack = Stack.of(scope);
  const log = new LogGroup(scope, 'TrailLog', {
    retention: trailLogRetention?.toDays() ?? RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.DESTROY, // a copy of what is in the archive
  });
  const role = new Role(scope, 'TrailLogs', {
    assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com', {
      conditions: {
        ArnLike: {
          'aws:SourceArn': `arn:${stack.partition}:cloudtrail:*:${organization.managementAccountId}:trail/${trailName}`,
        },
      },
    }),
    description: 'CloudTrail writes the events of the organization to a log group with it',
  });
  const grant = grantTo(
    scope,
    role,
    ['logs:CreateLogStream', 'logs:PutLogEvents'],
    [log.logGroupArn],
    'CloudTrail names the streams of the log group by account and region.',
  );
  const trail = new CfnTrail(scope, 'Trail', {
    trailName,
    isLogging: true,
    isOrganizationTrail: true,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    s3BucketName: archive.bucketName,
    s3KeyPrefix: ArchivePrefix.CLOUDTRAIL,
    kmsKeyId: archive.trailKeyArn,
    cloudWatchLogsLogGroupArn: log.logGroupArn,
    cloudWatchLogsRoleArn: role.roleArn,
  });
  trail.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  grant.applyBefore(trail);
  deployAfter(scope, archive);
  return log;
}
