import { Fn, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { backupIn, bucketIn, hardenedBackup } from '../../../support/backup';
import { resourcesOf, workloadStack } from '../../../support/cloud';

/** With the defaults, for whatever is only read. */
const usual = workloadStack();
backupIn(usual);

/** With a copy, a lock, a restore test, a bucket and a tag. */
const full = workloadStack();
hardenedBackup(full);

describe('the roles', () => {
  const roleOf = (stack: Stack, name: string) => {
    return resourcesOf(stack, 'AWS::IAM::Role').find(({ Properties: { ManagedPolicyArns } }) => {
      return JSON.stringify(ManagedPolicyArns).includes(name);
    })!.Properties;
  };
  const policiesOf = ({ ManagedPolicyArns }: any) => ManagedPolicyArns.map((arn: any) => arn['Fn::Join'][1].at(-1));

  test('are assumed by AWS Backup alone, and have its policies for what is backed up', () => {
    const roles = ['ForBackup', 'ForRestores'].map((name) => roleOf(usual, name));

    expect(roles.map(({ AssumeRolePolicyDocument }) => AssumeRolePolicyDocument.Statement[0].Principal)).toEqual([
      { Service: 'backup.amazonaws.com' },
      { Service: 'backup.amazonaws.com' },
    ]);
    expect(roles.map(policiesOf)).toEqual([
      [':iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup'],
      [':iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores'],
    ]);
  });

  test('change no database, so that AWS Backup never takes the retention of RDS over', () => {
    expect(roleOf(usual, 'ForBackup').Policies[0].PolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Action: expect.arrayContaining(['rds:ModifyDBInstance', 'rds:ModifyDBCluster']),
      }),
    ]);
  });

  test('read no bucket but those that are backed up; those with a tag are not known', () => {
    const stack = workloadStack();
    backupIn(stack, { resources: [BackupResource.fromConstruct(bucketIn(stack))] });
    const { Policies, ...role } = roleOf(stack, 'ForBackup');

    expect(policiesOf(role)).toContain(':iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup');
    expect(policiesOf(roleOf(stack, 'ForRestores'))).toContain(
      ':iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore',
    );
    expect(Policies[0].PolicyDocument.Statement[1]).toEqual({
      Sid: 'TheseBucketsAlone',
      Effect: 'Deny',
      Action: ['s3:GetObject*', 's3:PutBucketNotification', 's3:PutInventoryConfiguration'],
      NotResource: [
        { 'Fn::GetAtt': ['Files', 'Arn'] },
        { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Files', 'Arn'] }, '/*']] },
      ],
    });
    expect(JSON.stringify(roleOf(full, 'ForBackup'))).not.toContain('TheseBucketsAlone');
  });
});
