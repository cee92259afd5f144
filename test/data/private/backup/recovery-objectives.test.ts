import { Fn } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Construct } from 'constructs';
import { DataBackup } from '../../../../src/data';
import { ResourceGate } from '../../../../src/gate';
import { backupIn, databaseIn, hardenedBackup } from '../../../support/backup';
import { newApp, resourcesOf, workloadStack } from '../../../support/cloud';
import { inPlan } from '../../../support/gated';

const notesOf = ({ node }: Construct): string[] =>
  node.metadata.filter(({ type }) => /info/.test(type)).map(({ data }) => data);

/** With the defaults, for whatever is only read. */
const usual = workloadStack();
const usualBackup = backupIn(usual);

/** With a copy, a lock, a restore test, a bucket and a tag. */
const full = workloadStack();
const fullBackup = hardenedBackup(full);

describe('FE5 RPO and RTO', () => {
  const numbersOf = ({ recoveryObjectives }: DataBackup) => {
    return recoveryObjectives.map(({ recoveryPoint, recoveryTime }) => [
      recoveryPoint.toMinutes(),
      recoveryTime?.toMinutes(),
    ]);
  };

  test('are 15 minutes inside of the region, a day by the snapshot, and a week across regions', () => {
    expect(numbersOf(fullBackup)).toEqual([
      [15, 60],
      [24 * 60, 60],
      [7 * 24 * 60, undefined],
    ]);
    expect(notesOf(fullBackup)).toEqual([
      expect.stringMatching(
        /RPO 15 minutes.*\(30 days\).*not covered: the loss of ap-southeast-1.*RPO 7 days.*us-east-1/,
      ),
    ]);
  });

  test('promise no 15 minutes where nothing goes back to a point in time, and no region without a copy', () => {
    const stack = workloadStack();
    const database = databaseIn(stack, 'Database', { backupRetentionPeriod: 0 });
    const backup = backupIn(stack, { resources: [BackupResource.fromConstruct(database)] });

    expect(numbersOf(backup)).toEqual([[24 * 60, 60]]);
    expect(notesOf(backup)[0]).toContain("The loss of the region: no backup outlives it, without 'copyTo'.");
  });

  test('stand in the plan of a closed gate', () => {
    const app = newApp();
    const stack = workloadStack(app);
    backupIn(stack, { copyTo: 'us-east-1' });
    const gate = new ResourceGate(app, 'Gate', { scopes: [stack] });
    app.synth();

    expect(inPlan(gate, 'plan.txt')).toMatch(
      /Notes:\n {2}Web\/Backup: Recovery objectives\. .*RPO 15 minutes.*RPO 7 days/,
    );
  });
});

describe('FE5 the restore test', () => {
  test('restores the newest snapshot of each resource once a month, with what the caller says of it', () => {
    const [plan] = resourcesOf(full, 'AWS::Backup::RestoreTestingPlan');
    const selections = resourcesOf(full, 'AWS::Backup::RestoreTestingSelection');

    expect(plan.Properties).toMatchObject({
      RestoreTestingPlanName: 'prd_bank',
      ScheduleExpression: 'cron(0 7 1 * ? *)',
      RecoveryPointSelection: { Algorithm: 'LATEST_WITHIN_WINDOW', RecoveryPointTypes: ['SNAPSHOT'] },
    });
    expect(selections.map(({ Properties }) => Properties)).toMatchObject([
      {
        ProtectedResourceType: 'RDS',
        RestoreMetadataOverrides: { dbSubnetGroupName: 'data' },
        ValidationWindowHours: 4,
      },
      { ProtectedResourceType: 'S3', ProtectedResourceArns: [{ 'Fn::GetAtt': ['Files', 'Arn'] }] },
    ]);
  });

  test('is left out by default, and what it restored is deleted at once unless a window is given', () => {
    const stack = workloadStack();
    backupIn(stack, { restoreTest: {} });

    expect(resourcesOf(usual, 'AWS::Backup::RestoreTestingPlan')).toEqual([]);
    const [{ Properties }] = resourcesOf(stack, 'AWS::Backup::RestoreTestingSelection');
    expect(Properties.ValidationWindowHours).toBeUndefined();
    expect(Properties.RestoreMetadataOverrides).toBeUndefined();
  });
});
