import { IPrincipal, PolicyStatement, PrincipalPolicyFragment } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { IServiceBinding } from '../../../core';
import { VariablesBinding } from '../../../core/private/bindings/variables-binding';
import { grantStatements } from '../../../core/private/resources/grant';
import type { IFileStore } from '../../../data';

/** Folder of the reports in the file store. */
export const REPORTS = 'reports/';

/** The files of an import, as its task has them in its `uses`: the name of the bucket, and what it may read and write. */
export function fileAccess(scope: Construct, files: IFileStore, keyPrefix: string): IServiceBinding {
  const arnOf = (prefix: string) => `${files.bucketArn}/${prefix}*`;
  const statements = [
    new PolicyStatement({ actions: ['s3:GetObject'], resources: [arnOf(keyPrefix)] }),
    new PolicyStatement({ actions: ['s3:PutObject', 's3:AbortMultipartUpload'], resources: [arnOf(REPORTS)] }),
    ...keyStatements(files, ['kms:Decrypt', 'kms:GenerateDataKey']),
  ];
  const reason =
    'Files of the one import are read below its prefix, and reports written below theirs: each has a key of its own.';
  return new VariablesBinding(scope.node.path, { FILES_BUCKET: files.bucketName }, (grantee) => {
    return grantStatements(grantee, statements, reason);
  });
}

/** Statement on the reports for a role that reads them. */
export function readReports(files: IFileStore): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['s3:GetObject'], resources: [`${files.bucketArn}/${REPORTS}*`] }),
    ...keyStatements(files, ['kms:Decrypt']),
  ];
}

/** What the store grants on the key of its bucket, if it has one, for the given actions alone. */
function keyStatements(files: IFileStore, actions: string[]): PolicyStatement[] {
  const asked = new AskedStatements();
  files.grantUse(asked);
  return asked.statements
    .filter((statement) => statement.actions.some((action) => action.startsWith('kms:')))
    .map(({ resources, conditions }) => new PolicyStatement({ actions, resources, conditions }));
}

/** A grantee that gets no permission, and knows which ones it would have got. */
class AskedStatements implements IPrincipal {
  public readonly grantPrincipal = this;
  public readonly assumeRoleAction = 'sts:AssumeRole';
  public readonly policyFragment = new PrincipalPolicyFragment({});
  public readonly statements: PolicyStatement[] = [];

  public addToPolicy(statement: PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }

  public addToPrincipalPolicy(statement: PolicyStatement): { statementAdded: boolean } {
    this.statements.push(statement);
    return { statementAdded: false };
  }
}
