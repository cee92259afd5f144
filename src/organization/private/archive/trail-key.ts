import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { ArchiveNames } from './archive-names';
import { isLocked } from './archive-problems';
import { removalPolicyOf } from '../../../core/private/resources/removal-policy';
import type { LogArchiveProps } from '../../log-archive';

/**
 * The key of the trail. It lies beside the logs: a key that is deleted takes them with it, whatever lock they have. CloudTrail takes an
 * alias, which another account can name before the key is there.
 */
export function trailKey(scope: Construct, names: ArchiveNames, props: LogArchiveProps): Key {
  const { managementAccountId } = props.organization;
  const key = new Key(scope, 'TrailKey', {
    description: 'CloudTrail encrypts the logs of the organization with it',
    enableKeyRotation: true,
    removalPolicy: removalPolicyOf(scope, props.removalPolicy),
  });
  new CfnAlias(key, 'Alias', { aliasName: names.trailKeyAlias, targetKeyId: key.keyArn });
  const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
  const trails = `arn:${Stack.of(scope).partition}:cloudtrail:*:${managementAccountId}:trail/*`;
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'CloudTrailEncrypts',
      principals,
      actions: ['kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: {
        ArnLike: { 'aws:SourceArn': trails },
        StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trails },
      },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'CloudTrailDescribes',
      principals,
      actions: ['kms:DescribeKey'],
      resources: ['*'],
      conditions: { ArnLike: { 'aws:SourceArn': trails } },
    }),
  );
  if (isLocked(props)) {
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NoDeletion',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:DisableKey', 'kms:ScheduleKeyDeletion'],
        resources: ['*'],
      }),
    );
  }
  return key;
}
