import { Stack } from 'aws-cdk-lib';
import { CfnSubscriptionFilter, FilterPattern, LogGroup } from 'aws-cdk-lib/aws-logs';
import { ILogArchive, LogArchiveSubscription } from '../../src/organization';
import { exportsIn } from '../support/api';
import { ACCOUNT, newApp, resourcesOf, WORKLOAD, workloadStack } from '../support/cloud';
import { archiveIn, archiveStack, knownArchive } from '../support/log-archive';
import { machineApiIn } from '../support/machine';

const FILTER = 'AWS::Logs::SubscriptionFilter';
const REGION = WORKLOAD.region!;

function toArchive(stack: Stack, logGroups: LogGroup[], archive: ILogArchive = knownArchive(stack, [REGION])) {
  return new LogArchiveSubscription(stack, 'ToArchive', { archive, logGroups });
}

function groupIn(stack: Stack, id = 'Log'): LogGroup {
  return new LogGroup(stack, id);
}

describe('PC9d the access log of a machine API', () => {
  const app = newApp();
  const archive = archiveIn(archiveStack(app), { regions: [REGION] });
  const stack = workloadStack(app, 'Machine');
  const api = machineApiIn(stack);
  new LogArchiveSubscription(stack, 'ToArchive', {
    archive,
    logGroups: [api.logGroup],
    filterPattern: FilterPattern.exists('$.requestId'),
  });
  const twin = app.node
    .findAll()
    .filter(Stack.isStack)
    .find(({ stackName }) => stackName === `archive-${REGION}`)!;

  test("PC9d a machine API's log group reaches the archive by the destination of its region", () => {
    const [{ Properties }] = resourcesOf(stack, FILTER);
    const [access] = resourcesOf(stack, 'AWS::Logs::LogGroup');
    const [destination] = resourcesOf(twin, 'AWS::Logs::Destination');

    expect(stack.resolve(api.logGroup.logGroupName)).toEqual(Properties.LogGroupName);
    expect(access).toBeDefined();
    expect(stack.dependencies).toEqual([twin]); // the destination is there when the filter is created
    expect(Properties.FilterPattern).toBe('{ $.requestId = "*" }');
    expect(JSON.stringify(Properties.DestinationArn)).toContain(
      `:logs:${REGION}:100000000002:destination:${destination.Properties.DestinationName}`,
    );
  });

  test('PC9d sends by a role that the account has, which the filter waits for', () => {
    const [{ Properties, DependsOn }] = resourcesOf(stack, FILTER);
    const role = resourcesOf(stack, 'AWS::IAM::Role').find(({ Properties: it }) => /log archive/.test(it.Description))!;

    expect(Properties.RoleArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^ToArchiveRole/), 'Arn'] });
    expect(DependsOn).toContainEqual(expect.stringMatching(/^ToArchiveRoleDefaultPolicy/));
    expect(JSON.stringify(role.Properties.AssumeRolePolicyDocument)).toContain(`:logs:${REGION}:${ACCOUNT}:*`);
  });
});

test('a log group of another stack is named without an export', () => {
  const app = newApp();
  const stack = workloadStack(app, 'Logs');
  toArchive(stack, [groupIn(workloadStack(app, 'Api'))]);

  expect(JSON.stringify(resourcesOf(stack, FILTER)[0].Properties.LogGroupName)).toContain('Fn::GetStackOutput');
  expect(exportsIn(app)).toEqual([]);
});

describe('log groups that do not reach the archive', () => {
  test('are refused in a region without a destination', () => {
    const stack = workloadStack();
    const archive = knownArchive(stack);

    expect(() => toArchive(stack, [groupIn(stack)], archive)).toThrowProblem(
      ...(['log-archive-subscription/no-destination', 'archive', 'us-east-1'] as const),
    );
  });

  test('are refused where they are of another region', () => {
    const app = newApp();
    const other = new Stack(app, 'Other', { env: { account: ACCOUNT, region: 'us-east-1' } });

    expect(() => toArchive(workloadStack(app), [groupIn(other)])).toThrowProblem(
      ...(['log-archive-subscription/log-group-elsewhere', 'logGroups', 'Other/Log'] as const),
    );
  });

  test('are refused where there are none, or one twice', () => {
    const stack = workloadStack();
    const log = groupIn(stack);

    expect(() => toArchive(workloadStack(), [])).toThrowProblem(
      'log-archive-subscription/no-log-group',
      'logGroups',
      [],
    );
    expect(() => toArchive(stack, [log, log])).toThrowProblem(
      ...(['log-archive-subscription/twice', 'logGroups', 'Web/Log'] as const),
    );
  });

  test('PC9d are refused with a third subscription filter, when the app is whole', () => {
    const app = newApp();
    const stack = workloadStack(app);
    const log = groupIn(stack);
    toArchive(stack, [log]);
    const others = () => ({ destinationArn: 'arn:x', filterPattern: '', logGroupName: log.logGroupName });
    new CfnSubscriptionFilter(stack, 'Second', others());
    const validate = () => app.node.findAll().flatMap(({ node }) => node.validate());

    expect(validate()).toEqual([]);
    new CfnSubscriptionFilter(stack, 'Third', others());
    expect(validate()).toEqual([expect.stringContaining('[log-archive-subscription/filters-exceeded]')]);
    expect(validate()[0]).toContain('\'logGroups\' is "Web/ToArchive/Filter1/Resource, Web/Second, Web/Third"');
  });
});
