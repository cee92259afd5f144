import { App, Stack } from 'aws-cdk-lib';
import { DmsServiceRoles } from '../../src/migration';
import { newApp, resourcesOf, workloadStack } from '../support/cloud';

describe('PC13a the roles of DMS', () => {
  const stack = workloadStack();
  const roles = new DmsServiceRoles(stack, 'DmsRoles');
  const [vpc, logs, ...others] = resourcesOf(stack, 'AWS::IAM::Role');

  test('have the names that DMS looks for, with the policy of AWS for each', () => {
    expect(others).toEqual([]);
    const policyOf = ({ Properties }: any) => JSON.stringify(Properties.ManagedPolicyArns);
    expect([vpc, logs].map(({ Properties }) => Properties.RoleName)).toEqual([
      'dms-vpc-role',
      'dms-cloudwatch-logs-role',
    ]);
    expect(policyOf(vpc)).toContain(':iam::aws:policy/service-role/AmazonDMSVPCManagementRole');
    expect(policyOf(logs)).toContain(':iam::aws:policy/service-role/AmazonDMSCloudWatchLogsRole');
  });

  test('are assumed by DMS for this account alone', () => {
    for (const { Properties } of [vpc, logs]) {
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { Service: 'dms.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
        },
      ]);
    }
  });

  test('outlive their stack, since other migrations of the account need them', () => {
    expect([vpc, logs].map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(Array(2).fill('RetainExceptOnCreate'));
  });

  test('are known by their ARNs', () => {
    expect(stack.resolve([roles.vpcRoleArn, roles.cloudWatchLogsRoleArn])).toEqual(
      ['vpc', 'cloudwatch-logs'].map((name) => {
        return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::111111111111:role/dms-${name}-role`]] };
      }),
    );
  });
});

test('PC13a roles that exist are adopted without a resource', () => {
  const stack = workloadStack();
  const roles = DmsServiceRoles.fromExistingRoles(stack, 'DmsRoles');

  expect(resourcesOf(stack, 'AWS::IAM::Role')).toEqual([]);
  expect(roles.vpcRoleArn).toMatch(/:iam::111111111111:role\/dms-vpc-role$/);
  expect(roles.cloudWatchLogsRoleArn).toMatch(/role\/dms-cloudwatch-logs-role$/);
});

describe('PC13a an account has the roles once', () => {
  const stackOf = (app: App, id: string, account?: string) =>
    new Stack(app, id, account === undefined ? {} : { env: { account, region: `${id}-1` } });

  test('whatever the region', () => {
    const app = newApp();
    new DmsServiceRoles(stackOf(app, 'eu-central', '111111111111'), 'DmsRoles');

    expect(() => new DmsServiceRoles(stackOf(app, 'us-east', '111111111111'), 'DmsRoles')).toThrowProblem(
      ...(['dms-service-roles/second', 'roles', 'us-east/DmsRoles', 'us-east/DmsRoles'] as const),
    );
    expect(() => new DmsServiceRoles(stackOf(app, 'eu-west', '222222222222'), 'DmsRoles')).not.toThrow();
  });

  test('in a stack whose account is not known yet', () => {
    const app = newApp();
    const stack = stackOf(app, 'one');
    new DmsServiceRoles(stack, 'DmsRoles');

    expect(() => new DmsServiceRoles(stack, 'Again')).toThrowProblem(
      ...(['dms-service-roles/second', 'roles', 'one/Again', 'one/Again'] as const),
    );
    expect(() => new DmsServiceRoles(stackOf(app, 'two'), 'DmsRoles')).not.toThrow();
  });
});
