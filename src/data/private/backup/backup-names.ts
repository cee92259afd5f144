import { ArnFormat, Names, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { claimUnique, regionalHomeOf } from '../../../core/private/checks/unique-claims';

/** Longest name of a vault that leaves room for the region in the name of its copy: AWS Backup takes 50 characters. */
export const LONGEST_VAULT_NAME = 30;

/** A name from the stack and the path of the construct. The copy is named by it in another region, before either exists. */
export function vaultNameFor(backup: Construct): string {
  return Names.uniqueResourceName(backup, { maxLength: LONGEST_VAULT_NAME, separator: '-' });
}

/** The name of a copy has the region of the source: stacks of one name in two regions may copy to each other. */
export function copyVaultName(vaultName: string, region: string): string {
  return `${vaultName}-from-${region}`;
}

/** ARN of a vault by its literal name, in the account of the stack. */
export function vaultArn(stack: Stack, resourceName: string, region?: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return stack.formatArn({ service: 'backup', resource: 'backup-vault', resourceName, region, arnFormat });
}

/** Restore testing takes letters, digits and underscores alone. */
export function restoreTestName(vaultName: string): string {
  return vaultName.replaceAll('-', '_');
}

/** The problem of a name that another backup has in the same account and region, or the restore test of one. */
export function vaultNameTaken(backup: Construct, vaultName: string, hasRestoreTest: boolean): Problem | undefined {
  const claim = (kind: string, name: string) => claimUnique(backup, [kind, ...regionalHomeOf(backup), name], backup);
  const vault = claim('backup-vault', vaultName);
  const test = hasRestoreTest ? claim('restore-test', restoreTestName(vaultName)) : undefined;
  return (
    problemIf(vault !== undefined, {
      code: 'backup/vault-name-taken',
      prop: 'backupVaultName',
      value: vaultName,
      allowed: `must be unique in its account and region, and ${vault} has it already`,
      fix: 'choose another name, or leave it out',
    }) ??
    problemIf(test !== undefined, {
      code: 'backup/restore-test-name-taken',
      prop: 'backupVaultName',
      value: vaultName,
      allowed: `must differ from that of ${test} in more than hyphens, which AWS Backup does not take in the name of a restore test`,
      fix: 'choose another name, or leave it out',
    })
  );
}
