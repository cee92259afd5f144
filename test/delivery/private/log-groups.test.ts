import { Stack, Token } from 'aws-cdk-lib';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { DeployPermissions } from '../../../src/delivery';
import { arnOf, exportsIn } from '../../support/api';
import { newApp, workloadStack } from '../../support/cloud';
import { policiesOf, roleWith } from '../../support/roles';

const READING = ['logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:StartQuery', 'logs:GetQueryResults'];
const NAME = '/ecs/acme-crm-prod-api';

const named = (stack: Stack, id = 'Logs', logGroupName: string | undefined = NAME) => {
  return new LogGroup(stack, id, { logGroupName });
};
const grantedBy = (stack: Stack, logGroups: ILogGroup[]) => {
  return policiesOf(roleWith(stack, DeployPermissions.readLogs(logGroups))).Logs;
};

test('PC2h readLogs allows five actions, four of them on the log groups alone, in any stack and region of the account', () => {
  const app = newApp();
  const [roles, services] = [workloadStack(app, 'Roles'), workloadStack(app, 'Services')];
  const edge = LogGroup.fromLogGroupArn(roles, 'Edge', 'arn:aws:logs:us-east-1:111111111111:log-group:aws-waf-logs:*');
  const [here, there] = [
    `logs:ap-southeast-1:111111111111:log-group:${NAME}`,
    'logs:us-east-1:111111111111:log-group:aws-waf-logs',
  ];

  expect(grantedBy(roles, [named(services), edge])).toEqual([
    {
      ...{ Effect: 'Allow', Action: READING },
      Resource: [arnOf(here), arnOf(`${here}:*`), arnOf(there), arnOf(`${there}:*`)],
    },
    { Effect: 'Allow', Action: 'logs:StopQuery', Resource: '*' },
  ]);
  expect(exportsIn(app)).toEqual([]);
});

test('readLogs takes a log group whose name CloudFormation makes up, by no export', () => {
  const app = newApp();
  const [roles, services] = [workloadStack(app, 'Roles'), workloadStack(app, 'Services')];
  const [{ Resource }] = grantedBy(roles, [new LogGroup(services, 'Logs')]);

  expect(JSON.stringify(Resource)).toContain('"Fn::GetStackOutput":{"StackName":"Services","OutputName":"LogGroupName');
  expect([exportsIn(app), roles.dependencies]).toEqual([[], [services]]);
});

test('readLogs leaves account and region to CloudFormation in a stack without them', () => {
  const stack = new Stack(newApp(), 'Agnostic');
  const place = [':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }];

  expect(grantedBy(stack, [named(stack)])[0].Resource[0]).toEqual({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ...place, `:log-group:${NAME}`]],
  });
});

describe('readLogs refuses', () => {
  const refused = (logGroupsIn: (stack: Stack) => any) => () => {
    const stack = workloadStack();
    roleWith(stack, DeployPermissions.readLogs(logGroupsIn(stack)));
  };
  const imported = (stack: Stack, name: string) => LogGroup.fromLogGroupName(stack, 'Logs', name);

  test('no list', () => {
    expect(refused(() => undefined)).toThrowProblem('props/missing', 'logGroups', undefined);
    expect(refused(() => ({ logGroupName: NAME }))).toThrowProblem(
      'delivery/of-another-kind',
      'logGroups',
      'a value of the type Object',
    );
    expect(refused((stack) => [named(stack), NAME])).toThrowProblem('delivery/of-another-kind', 'logGroups[1]', NAME);
  });

  test.each([0, 41])('%d log groups', (count) => {
    const groups = (stack: Stack) =>
      Array.from({ length: count }, (_, index) => imported(new Stack(stack, `${index}`), NAME));

    expect(refused(groups)).toThrowProblem('delivery/number-of-log-groups', 'logGroups', `${count} log groups`);
  });

  test('a name that IAM would take for others', () => {
    expect(refused((stack) => [imported(stack, '/ecs/acme-*')])).toThrowProblem(
      'delivery/wildcard-in-name',
      'logGroups[0]',
      '/ecs/acme-*',
    );
  });

  test('a log group of another account, which the policy of a role does not reach', () => {
    const arn = `arn:aws:logs:ap-southeast-1:222222222222:log-group:${NAME}:*`;

    expect(refused((stack) => [LogGroup.fromLogGroupArn(stack, 'Theirs', arn)])).toThrowProblem(
      'delivery/in-other-account',
      'logGroups[0]',
      'Web/Theirs',
    );
  });

  test('one of a stack without a region, which would be in that of the role', () => {
    const app = newApp();
    const group = named(new Stack(app, 'Agnostic'));

    expect(() => roleWith(workloadStack(app), DeployPermissions.readLogs([group]))).toThrowProblem(
      'delivery/in-no-region',
      'logGroups[0]',
      'Agnostic/Logs',
    );
  });

  test('nothing else: a name that only CloudFormation knows is one name', () => {
    expect(refused((stack) => [imported(stack, Token.asString({ Ref: 'Name' }))])).not.toThrow();
  });
});
