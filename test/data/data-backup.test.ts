import { Duration, Fn, NestedStack, Stack, Stage, Tags } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { backupIn, bucketIn, hardenedBackup } from '../support/backup';
import { EDGE, newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';

const SELECTION = 'AWS::Backup::BackupSelection';
const VAULT = 'AWS::Backup::BackupVault';
const PLAN = 'AWS::Backup::BackupPlan';
const DAYS = (days: number) => Duration.days(days);

const rulesOf = (stack: Stack, index = 0) => resourcesOf(stack, PLAN)[index].Properties.BackupPlan.BackupPlanRule;
const selectionsOf = (stack: Stack) =>
  resourcesOf(stack, SELECTION).map(({ Properties }) => Properties.BackupSelection);

/** With the defaults, for whatever is only read. */
const usual = workloadStack();
const usualBackup = backupIn(usual);

/** With a copy, a lock, a restore test, a bucket and a tag. */
const full = workloadStack();
const fullBackup = hardenedBackup(full);

describe('FE5 backups of a day and of a week', () => {
  test('each day has one snapshot, kept 30 days, and that of Sunday 90', () => {
    const rule = {
      StartWindowMinutes: 240,
      TargetBackupVault: { 'Fn::GetAtt': [expect.any(String), 'BackupVaultName'] },
    };

    expect(rulesOf(usual)).toEqual([
      { ...rule, RuleName: 'Daily', ScheduleExpression: 'cron(0 3 ? * MON-SAT *)', Lifecycle: { DeleteAfterDays: 30 } },
      { ...rule, RuleName: 'Weekly', ScheduleExpression: 'cron(0 3 ? * SUN *)', Lifecycle: { DeleteAfterDays: 90 } },
    ]); // neither a copy nor a continuous backup
    expect(resourcesOf(usual, PLAN)).toHaveLength(1);
  });

  test('have the hour and the retentions that are given', () => {
    expect(rulesOf(full)).toMatchObject([
      { ScheduleExpression: 'cron(0 1 ? * MON-SAT *)', Lifecycle: { DeleteAfterDays: 30 } },
      { ScheduleExpression: 'cron(0 1 ? * SUN *)', Lifecycle: { DeleteAfterDays: 365 } },
    ]);
  });

  test('buckets are backed up continuously in a plan of their own, which takes no database over', () => {
    const [rule] = rulesOf(full, 1);

    expect(rule).toMatchObject({ EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 30 } });
    expect(rule.ScheduleExpression).toBe('cron(0 13 ? * * *)');
    expect(selectionsOf(full)[2].Resources).toEqual([{ 'Fn::GetAtt': ['Files', 'Arn'] }]);
    expect(JSON.stringify(rulesOf(full))).not.toContain('EnableContinuousBackup');
  });

  test('a continuous backup is kept 35 days at most', () => {
    const stack = workloadStack();
    const resources = [BackupResource.fromConstruct(bucketIn(stack))];
    backupIn(stack, { resources, dailyRetention: DAYS(60), continuousS3Backup: true });

    expect(rulesOf(stack, 1)[0].Lifecycle).toEqual({ DeleteAfterDays: 35 });
  });
});

describe('PC2e backups are encrypted and stay', () => {
  test('in a vault with a key of its own, which both outlive the stack', () => {
    const [key] = resourcesOf(usual, 'AWS::KMS::Key');
    const [vault] = resourcesOf(usual, VAULT);

    expect(vault.Properties).toMatchObject({
      BackupVaultName: usualBackup.vaultName,
      EncryptionKeyArn: { 'Fn::GetAtt': [expect.stringMatching(/^BackupKey/), 'Arn'] },
    });
    expect(vault.Properties.LockConfiguration).toBeUndefined();
    expect(key.Properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
    const policies = [key, vault].flatMap(({ DeletionPolicy, UpdateReplacePolicy }) => [
      DeletionPolicy,
      UpdateReplacePolicy,
    ]);
    expect(policies).toEqual(['RetainExceptOnCreate', 'Retain', 'RetainExceptOnCreate', 'Retain']);
  });

  test.each([
    ['the region', full],
    ['the other region', Stack.of(fullBackup.copyVault!)],
  ])('no caller deletes a recovery point in the vault of %s, or shortens its life', (_, stack) => {
    expect(resourcesOf(stack, VAULT)[0].Properties.AccessPolicy.Statement).toEqual([
      {
        Sid: 'KeepRecoveryPoints',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: [
          'backup:DeleteRecoveryPoint',
          'backup:DisassociateRecoveryPoint',
          'backup:UpdateRecoveryPointLifecycle',
        ],
        Resource: '*',
      },
    ]);
    expect(resourcesOf(stack, VAULT)[0].Properties.LockConfiguration).toEqual({
      MinRetentionDays: 30,
      MaxRetentionDays: 366,
    });
  });

  test('a lock for good takes the context as a second key', () => {
    const lockConfiguration = { minRetention: DAYS(7), changeableFor: DAYS(3) };
    const locked = (context?: Record<string, unknown>) => {
      const stack = workloadStack(newApp({ context }));
      backupIn(stack, { lockConfiguration });
      return stack;
    };

    expect(() => locked()).toThrowProblem('backup/second-key-missing', 'lockConfiguration.changeableFor', '3 days');
    const [vault] = resourcesOf(locked({ 'rl-bank-constructs:lockData': 'true' }), VAULT);
    expect(vault.Properties.LockConfiguration).toEqual({ MinRetentionDays: 7, ChangeableForDays: 3 });
  });

  test('the vault is named after stack and construct, two backups differently', () => {
    const stack = workloadStack();
    const names = [backupIn(stack).vaultName, backupIn(stack, {}, 'Archive').vaultName, usualBackup.vaultName];

    expect(names).toEqual([names[2], expect.stringMatching(/^Web-Archive-/), expect.stringMatching(/^Web-Backup-/)]);
    expect(Math.max(...names.map(({ length }) => length))).toBeLessThanOrEqual(30);
  });
});

describe('FE3c the copy in another region', () => {
  const twin = Stack.of(fullBackup.copyVault!);

  test('is made of the weekly snapshot, into a vault with a key there, which is deployed first', () => {
    const [, weekly] = rulesOf(full);

    expect(twin.environment).toBe('aws://111111111111/us-east-1');
    expect(full.dependencies).toEqual([twin]);
    expect(resourcesOf(twin, VAULT)[0].Properties.EncryptionKeyArn).toEqual({
      'Fn::GetAtt': [expect.any(String), 'Arn'],
    });
    expect(resourcesOf(twin, 'AWS::KMS::Key')).toHaveLength(1);
    expect(rulesOf(full)[0].CopyActions).toBeUndefined();
    expect(weekly.CopyActions).toEqual([
      {
        DestinationBackupVaultArn: {
          'Fn::Join': [
            '',
            [
              'arn:',
              { Ref: 'AWS::Partition' },
              ':backup:us-east-1:111111111111:backup-vault:prd-bank-from-ap-southeast-1',
            ],
          ],
        },
        Lifecycle: { DeleteAfterDays: 180 },
      },
    ]);
  });

  test('is named by a literal: no output, no export, no reference', () => {
    expect(templateOf(twin).Outputs).toBeUndefined();
    expect(JSON.stringify(templateOf(full))).not.toMatch(/ImportValue|GetStackOutput/);
    expect(resourcesOf(twin, VAULT)[0].Properties.BackupVaultName).toBe('prd-bank-from-ap-southeast-1');
  });

  test('is kept as long as the weekly snapshot by default, and shares the twin with other backups', () => {
    const stack = new NestedStack(workloadStack(newApp(), 'Data'), 'Nested');
    const backups = ['One', 'Two'].map((id) => backupIn(stack, { copyTo: 'us-east-1' }, id));
    const [one, two] = backups.map(({ copyVault }) => Stack.of(copyVault!));

    expect(rulesOf(stack)[1].CopyActions[0].Lifecycle).toEqual({ DeleteAfterDays: 90 });
    expect(two).toBe(one);
    expect(resourcesOf(one, VAULT)).toHaveLength(2);
    expect(stack.nestedStackParent!.dependencies).toEqual([one]);
  });

  test('goes to any region and back, from stacks of one name in a Stage', () => {
    const stage = new Stage(newApp(), 'Prod');
    const env = (region: string) => ({ stackName: 'data', env: { ...EDGE, region } });
    const here = backupIn(new Stack(stage, 'Here', env('eu-central-1')), { copyTo: 'us-east-1' });
    const there = backupIn(new Stack(stage, 'There', env('us-east-1')), { copyTo: 'eu-central-1' });

    expect(here.copyVaultName).toMatch(/^data-Backup-.*-from-eu-central-1$/);
    expect(there.copyVaultName).toMatch(/^data-Backup-.*-from-us-east-1$/);
    expect(Stack.of(there.copyVault!).stackName).toBe('data-eu-central-1');
  });
});

test('tags of the stack reach the vaults of both regions', () => {
  const stack = workloadStack();
  const backup = backupIn(stack, { copyTo: 'us-east-1' });
  Tags.of(stack).add('owner', 'bank');

  const vaults = [stack, Stack.of(backup.copyVault!)].map((it) => resourcesOf(it, VAULT)[0].Properties.BackupVaultTags);
  expect(vaults).toEqual([{ owner: 'bank' }, { owner: 'bank' }]);
});
