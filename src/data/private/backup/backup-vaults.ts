import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BackupVault, LockConfiguration } from 'aws-cdk-lib/aws-backup';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { copyVaultName } from './backup-names';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { twinIn } from '../../../core/private/stacks/twin-stack';
import { dependOn } from '../../../core/private/stacks/weak-reference';

/** Calls that take a recovery point away before its time. The lifecycle of AWS Backup needs none of them. */
const DELETIONS = [
  'backup:DeleteRecoveryPoint',
  'backup:DisassociateRecoveryPoint',
  'backup:UpdateRecoveryPointLifecycle',
];

/** A vault in another region. */
export interface CopyVault {
  readonly vault: BackupVault;
  readonly name: string;
  readonly region: string;
}

/** A vault with a key of its own, which keeps its recovery points from every caller. Both outlive the stack. */
export function backupVault(
  scope: Construct,
  backupVaultName: string,
  lockConfiguration?: LockConfiguration,
): BackupVault {
  const encryptionKey = new Key(scope, 'Key', {
    description: `Backups in the vault ${backupVaultName}`,
    enableKeyRotation: true,
    pendingWindow: Duration.days(30), // without the key every backup is lost: the longest time to notice it
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  return new BackupVault(scope, 'Vault', {
    backupVaultName,
    encryptionKey,
    lockConfiguration,
    accessPolicy: new PolicyDocument({
      statements: [
        new PolicyStatement({
          sid: 'KeepRecoveryPoints',
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: DELETIONS,
          resources: ['*'], // of a vault's policy: its recovery points
        }),
      ],
    }),
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
}

/** The vault of the copies, in the twin of the stack in that region, which is deployed first. */
export function copyVaultFor(
  backup: Construct,
  region: string,
  { vaultName, lockConfiguration }: { readonly vaultName: string; readonly lockConfiguration?: LockConfiguration },
): CopyVault {
  const home = topLevelStack(backup);
  const twin = twinIn(backup, region);
  dependOn(home, twin);
  const path = backup.node.path.slice(home.node.path.length + 1);
  const name = copyVaultName(vaultName, home.region);
  return { vault: backupVault(new Construct(twin, path), name, lockConfiguration), name, region };
}
