import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { grantStart } from './start-release';
import { attributeNameProblems } from '../../../core/private/checks/attributes';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { TEXT } from '../../../core/private/checks/types';
import { machineArnOf } from '../../../core/private/state-machine/machine-arns';
import type { ISchemaMigration } from '../../i-schema-migration';

/** State machine of another app. */
export class ImportedMigration extends Construct implements ISchemaMigration {
  public readonly stateMachineName: string;
  public readonly stateMachineArn: string;

  constructor(scope: Construct, id: string, stateMachineName: string) {
    super(scope, id);
    requireArgument('SchemaMigration.fromStateMachineName', 'stateMachineName', stateMachineName, TEXT);
    throwOnProblems(this, ...attributeNameProblems('schema-migration/not-a-state-machine', { stateMachineName }));
    this.stateMachineName = stateMachineName;
    this.stateMachineArn = machineArnOf(Stack.of(this), stateMachineName);
  }

  public grantStart(grantee: IGrantable): Grant {
    return grantStart(this, this.stateMachineName, grantee);
  }
}
