import { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { FileStore } from '../../../../src/data';
import { newApp, resourcesOf, workloadStack } from '../../../support/cloud';

const ROLE_ARN = 'arn:aws:iam::111111111111:role/Files-TenantRole-AbCdEf';

function roleIn(stack: Stack): Role {
  return new Role(stack, 'TaskRole', { assumedBy: new AccountRootPrincipal() });
}

function statementsIn(stack: Stack) {
  return resourcesOf(stack, 'AWS::IAM::Policy').flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

describe('a store of another app', () => {
  const stack = workloadStack();
  const reference = (attributes: object, id = 'Shared') => {
    return FileStore.fromFileStoreAttributes(stack, id, attributes as any);
  };

  test('is known by its attributes, and grants what a store of this app does', () => {
    const store = reference({ bucketName: 'shared-files', writeOnce: true });
    store.grantUse(roleIn(stack)).assertSuccess();

    expect(store.variables).toEqual({ FILES_BUCKET: 'shared-files' });
    expect(JSON.stringify(statementsIn(stack))).toContain(':s3:::shared-files/*');
    expect(JSON.stringify(statementsIn(stack))).not.toContain('s3:DeleteObject');
    expect(() => store.allowAccessFrom({} as any)).toThrowProblem(
      'props/wrong-type',
      'client',
      'an object',
      'Web/Shared',
    );
  });

  test('with tenants grants the role alone', () => {
    const other = workloadStack(newApp(), 'Other');
    const store = FileStore.fromFileStoreAttributes(other, 'Shared', { bucketName: 'files', tenantRoleArn: ROLE_ARN });
    store.grantUse(roleIn(other));

    expect(statementsIn(other)).toEqual([
      { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: ROLE_ARN },
    ]);
    expect(store.variables).toEqual({ FILES_BUCKET: 'files', FILES_TENANT_ROLE_ARN: ROLE_ARN });
  });

  test.each([
    ['file-store/not-a-bucket-name', 'bucketName', 'files*', { bucketName: 'files*' }],
    ['file-store/not-a-role-arn', 'tenantRoleArn', 'role/*', { bucketName: 'files', tenantRoleArn: 'role/*' }],
    ['props/missing', 'bucketName', undefined, {}],
    ['props/wrong-type', 'writeOnce', 'yes', { bucketName: 'files', writeOnce: 'yes' }],
  ])('is refused by %s: %s is %s', (code, prop, value, attributes) => {
    const id = `Wrong${prop}${code.length}`;

    expect(() => reference(attributes, id)).toThrowProblem(code, prop, value, `Web/${id}`);
  });
});
