import { Fn, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct, IConstruct } from 'constructs';
import { FileStore } from '../../../../src/data';
import { backedUpResources } from '../../../../src/data/private/backed-up/resources';
import { exportsIn } from '../../../support/api';
import { backupIn, databaseIn, hardenedBackup } from '../../../support/backup';
import { newApp, resourcesOf, workloadStack } from '../../../support/cloud';

const SELECTION = 'AWS::Backup::BackupSelection';
const selectionsOf = (stack: Stack) =>
  resourcesOf(stack, SELECTION).map(({ Properties }) => Properties.BackupSelection);

/** With a copy, a lock, a restore test, a bucket and a tag. */
const full = workloadStack();
hardenedBackup(full);

describe('the resources', () => {
  test('of constructs are those that hold data, replicas and members of clusters left out', () => {
    const stack = workloadStack();
    const data = new Construct(stack, 'Data');
    databaseIn(stack);
    databaseIn(data as Stack, 'Orders');
    databaseIn(data as Stack, 'Replica', { sourceDbInstanceIdentifier: 'orders' });
    databaseIn(data as Stack, 'Member', { dbClusterIdentifier: 'cluster' });
    new CfnDBCluster(data, 'Cluster', { engine: 'aurora-postgresql' });
    new CfnTable(data, 'Table', { keySchema: [] });
    const resources = [BackupResource.fromConstruct(data), BackupResource.fromConstruct(data)];
    backupIn(stack, { resources });

    const text = JSON.stringify(selectionsOf(stack)[0].Resources);
    expect(text.match(/Data[A-Z][a-z]+/g)).toEqual(['DataOrders', 'DataCluster', 'DataTable']);
  });

  test('of a construct are without the bucket of its access logs, which is backed up by its own name alone', () => {
    const stack = workloadStack();
    const files = new FileStore(stack, 'Files');
    const namesOf = (construct: IConstruct) =>
      backedUpResources([BackupResource.fromConstruct(construct)]).byArn.map(({ resource }) => resource!.node.path);

    expect(namesOf(files)).toEqual(['Web/Files/Bucket/Resource']);
    expect(namesOf(files.accessLogBucket)).toEqual(['Web/Files/AccessLogs/Resource']);
  });

  test('by ARN and by tag are selected apart: a selection of both takes what is in both', () => {
    expect(selectionsOf(full)[0]).toMatchObject({
      SelectionName: 'Resources',
      Resources: [expect.anything(), expect.anything()],
    });
    expect(selectionsOf(full)[0].ListOfTags).toBeUndefined();
    expect(selectionsOf(full)[1]).toEqual({
      SelectionName: 'Tagged',
      IamRoleArn: expect.anything(),
      ListOfTags: [{ ConditionKey: 'backup', ConditionType: 'STRINGEQUALS', ConditionValue: 'true' }],
    });
  });

  test('of another stack are read weakly, and one that is replaced is read anew', () => {
    const arnWith = (props: Record<string, unknown>) => {
      const app = newApp();
      const data = workloadStack(app, 'Data');
      const resources = [BackupResource.fromConstruct(databaseIn(data, 'Database', props))];
      const stack = workloadStack(app);
      backupIn(stack, { resources });
      expect(exportsIn(app)).toEqual([]);
      expect(stack.dependencies).toEqual([data]);
      return selectionsOf(stack)[0].Resources[0]['Fn::GetStackOutput'];
    };
    const one = arnWith({});

    expect(one).toEqual({ StackName: 'Data', OutputName: expect.stringMatching(/^BackedUpArn[0-9a-f]{8}$/) });
    expect(arnWith({ storageEncrypted: true }).OutputName).not.toBe(one.OutputName);
  });

  test('of another app are known by their ARNs', () => {
    const stack = workloadStack();
    const arns = ['arn:aws:rds:ap-southeast-1:111111111111:db:orders', 'arn:aws:s3:::files'];
    const { alarmDefinitions } = backupIn(stack, {
      resources: [
        ...arns.map((arn) => BackupResource.fromArn(arn)),
        BackupResource.fromArn(Bucket.fromBucketName(stack, 'B', 'more').bucketArn),
      ],
    });

    expect(selectionsOf(stack)[0].Resources).toEqual([...arns, expect.anything()]);
    expect(alarmDefinitions.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['NoRecentRDSBackup', 'NoRecentS3Backup']),
    );
  });
});
