/**
 * IAM lets a session with the tag of a tenant reach the files below its prefix, and denies it those of another tenant, those of
 * one whose name begins alike, and all of them without a tag; the service itself reaches none.
 *
 * Cost: an empty bucket and its access logs, nothing or cents by the month.
 * Clean-up: complete; access logs are written late, and one that comes after the bucket was emptied makes its deletion fail.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, IRole, Role } from 'aws-cdk-lib/aws-iam';
import { assertionsOn, caseApp, caseStack, decisionOf, simulationOf } from '../support/integ-case';
import { FileStore } from 'rl-bank-constructs/data';

export const app = caseApp();
const stack = caseStack(app, 'integ-file-store');
const files = new FileStore(stack, 'Files', { prefixPerTenant: true, removalPolicy: RemovalPolicy.DESTROY });
const service = new Role(stack, 'Service', { assumedBy: new AccountRootPrincipal() });
files.grantUse(service);

const assertions = assertionsOn(app, 'FileStore');
const tenant = (name: string) => ({ 'aws:PrincipalTag/tenant': name });
const decides = (role: IRole, key: string, context: Record<string, string>, decision: 'allowed' | 'implicitDeny') =>
  assertions
    .awsApiCall(
      'IAM',
      'simulatePrincipalPolicy',
      simulationOf(role, 's3:GetObject', `${files.bucketArn}/${key}`, context),
    )
    .expect(decisionOf('s3:GetObject', decision));

decides(files.tenantRole!, 'a/report.pdf', tenant('a'), 'allowed');
decides(files.tenantRole!, 'b/report.pdf', tenant('a'), 'implicitDeny');
decides(files.tenantRole!, 'ab/report.pdf', tenant('a'), 'implicitDeny');
decides(files.tenantRole!, 'a/report.pdf', {}, 'implicitDeny');
decides(service, 'a/report.pdf', tenant('a'), 'implicitDeny');
