import { Duration, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import { AlarmSeverity } from '../../../../src/core';
import { backupIn, hardenedBackup } from '../../../support/backup';
import { workloadStack } from '../../../support/cloud';

/** With the defaults, for whatever is only read. */
const usual = workloadStack();
const usualBackup = backupIn(usual);

/** With a copy, a lock, a restore test, a bucket and a tag. */
const full = workloadStack();
const fullBackup = hardenedBackup(full);

describe('RB12b alarms', () => {
  test('are tickets: users lose nothing while a backup is missing', () => {
    expect(usualBackup.alarmDefinitions.map(({ id }) => id)).toEqual([
      'NoRecentRDSBackup',
      'BackupFailed',
      'BackupExpired',
    ]);
    expect(fullBackup.alarmDefinitions.slice(-2).map(({ id }) => id)).toEqual(['BackupCopyFailed', 'RestoreFailed']);
    const severities = fullBackup.alarmDefinitions.map(({ severity }) => severity);
    expect(new Set(severities)).toEqual(new Set([AlarmSeverity.TICKET]));
  });

  test('a type without a completed backup for 30 hours is one, though AWS Backup publishes no zeros', () => {
    expect(usualBackup.alarmDefinitions[0]).toMatchObject({
      metric: {
        metricName: 'NumberOfBackupJobsCompleted',
        dimensions: { BackupVaultName: usualBackup.vaultName, ResourceType: 'RDS' },
        period: Duration.hours(1),
      },
      threshold: 1,
      evaluationPeriods: 30,
      treatMissingData: 'breaching',
    });
  });

  test('without a known type any backup counts', () => {
    const { alarmDefinitions } = backupIn(workloadStack(), { resources: [BackupResource.fromTag('backup', 'true')] });

    expect(alarmDefinitions[0]).toMatchObject({
      id: 'NoRecentBackup',
      metric: { dimensions: { BackupVaultName: expect.any(String) } },
    });
  });

  test('copies are counted under the vault that they go to', () => {
    const [copies] = fullBackup.alarmDefinitions.filter(({ id }) => id === 'BackupCopyFailed');

    expect(copies).toMatchObject({ metric: { dimensions: { BackupVaultName: 'prd-bank-from-ap-southeast-1' } } });
    expect(copies.region).toBeUndefined();
    expect(usualBackup.graphDefinitions.map(({ title }) => title)).toEqual(['Backups']);
    expect(fullBackup.graphDefinitions.map(({ title }) => title)).toEqual(['Backups', 'Copies to us-east-1']);
    expect(fullBackup.logQueries).toEqual([]);
  });
});

test('the opt-in of services is an input that an operator gives: for Aurora, and for resources by tag', () => {
  const stack = workloadStack();
  const cluster = new CfnDBCluster(stack, 'Cluster', { engine: 'aurora-mysql' });
  const { pendingInputs } = backupIn(stack, { resources: [BackupResource.fromConstruct(cluster)] });
  const tagged = backupIn(new Stack(), { resources: [BackupResource.fromTag('backup', 'true')] });

  expect(usualBackup.pendingInputs).toEqual([]);
  expect(pendingInputs.map(({ command }) => command)).toEqual([
    'aws backup update-region-settings --region ap-southeast-1 --resource-type-opt-in-preference Aurora=true',
  ]);
  expect(tagged.pendingInputs[0].command).toBe(
    'aws backup update-region-settings --resource-type-opt-in-preference <service>=true',
  );
});
