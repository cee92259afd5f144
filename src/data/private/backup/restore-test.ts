import { CfnRestoreTestingPlan, CfnRestoreTestingSelection } from 'aws-cdk-lib/aws-backup';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { restoreTestName } from './backup-names';
import { entriesOf } from '../../../core/private/checks/types';
import type { BackupRestoreTest } from '../../backup-restore-test';
import { BackedUpResources, typesOf } from '../backed-up/resources';

/** What a restore test is made of. */
export interface RestoreTestParts {
  readonly options: BackupRestoreTest;
  readonly vaultName: string;
  readonly vaultArn: string;
  readonly role: IRole;
  readonly resources: BackedUpResources;
  /** Hour in UTC. */
  readonly hour: number;
}

/** Restores the newest snapshot of each resource on the first of each month, and deletes what was restored. */
export function restoreTest(scope: Construct, parts: RestoreTestParts): void {
  const { options, vaultArn, role, resources, hour } = parts;
  const place = new Construct(scope, 'RestoreTest');
  const plan = new CfnRestoreTestingPlan(place, 'Plan', {
    restoreTestingPlanName: restoreTestName(parts.vaultName),
    scheduleExpression: `cron(0 ${hour} 1 * ? *)`,
    startWindowHours: 24,
    recoveryPointSelection: {
      algorithm: 'LATEST_WITHIN_WINDOW',
      includeVaults: [vaultArn],
      recoveryPointTypes: ['SNAPSHOT'],
      selectionWindowDays: 7,
    },
  });
  for (const type of typesOf(resources)) {
    new CfnRestoreTestingSelection(new Construct(place, type), 'Selection', {
      restoreTestingPlanName: plan.ref,
      restoreTestingSelectionName: type,
      protectedResourceType: type,
      protectedResourceArns: resources.byArn.filter((resource) => resource.type === type).map(({ arn }) => arn),
      iamRoleArn: role.roleArn,
      restoreMetadataOverrides: sorted(options.metadataOverrides?.[type]),
      validationWindowHours: options.validationWindow?.toHours(),
    });
  }
}

function sorted(overrides: Record<string, string> | undefined): Record<string, string> | undefined {
  return overrides && Object.fromEntries(entriesOf(overrides));
}
