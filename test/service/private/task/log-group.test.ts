import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { crossStackLogGroupName } from '../../../../src/service/private/task/log-group';
import { apiIn, ApiProps, arnOf, containerOf, danglingIn, exportsIn, propertiesOf } from '../../../support/api';
import { newApp, resourcesOf, templateOf, workloadStack } from '../../../support/cloud';

const GROUP = 'AWS::Logs::LogGroup';
const SERVICE = 'prd-rl-bank-api';

const groupWith = (props: ApiProps = {}, stack = workloadStack()) => {
  const { logQueries } = apiIn(stack, props);
  expect(logQueries[0].logGroupName).toBe(propertiesOf(stack, GROUP, 'ApiLogs').LogGroupName);
  return resourcesOf(stack, GROUP)[0];
};

test('RB12a what the API says goes to a group under the name of the service, for 90 days, and stays when the stack goes', () => {
  expect(groupWith()).toMatchObject({
    Properties: { LogGroupName: '/ecs/prd-rl-bank-api', RetentionInDays: 90 },
    DeletionPolicy: 'RetainExceptOnCreate',
  });
});

test.each([1, 30, 3653])('RB12a FE4f how long it is kept is a setting: %d days where the team says so', (days) => {
  expect(groupWith({ logRetention: Duration.days(days) }).Properties.RetentionInDays).toBe(days);
});

test('RB12a it goes with the stack only by two keys', () => {
  const armed = newApp({ context: { 'rl-bank-constructs:destroyData': true } });

  expect(() => groupWith({ removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
    'removal/second-key-missing',
    'removalPolicy',
    'destroy',
  );
  expect(groupWith({ removalPolicy: RemovalPolicy.DESTROY }, workloadStack(armed)).DeletionPolicy).toBe('Delete');
});

test('RB12a a group that exists is used under its own name, and none is made', () => {
  const stack = workloadStack();
  const logGroup = LogGroup.fromLogGroupName(stack, 'Shared', '/shared/api');
  const api = apiIn(stack, { logGroup });

  expect(api.logGroup).toBe(logGroup);
  expect(api.logQueries[0].logGroupName).toBe('/shared/api');
  expect(resourcesOf(stack, GROUP).map(({ Properties }) => Properties.LogGroupName)).toEqual([
    '/aws/events/prd-rl-bank-api',
  ]);
  expect(containerOf(stack).LogConfiguration.Options['awslogs-group']).toBe('/shared/api');
});

describe('RB15 a customer key of the log group', () => {
  const stack = workloadStack();
  const logEncryptionKey = new Key(stack, 'Key');
  apiIn(stack, { logEncryptionKey });

  test('encrypts it, and lets CloudWatch Logs use the key for this group alone', () => {
    expect(propertiesOf(stack, GROUP, 'ApiLogs').KmsKeyId).toEqual(stack.resolve(logEncryptionKey.keyArn));
    expect(propertiesOf(stack, 'AWS::KMS::Key').KeyPolicy.Statement[1]).toEqual({
      Effect: 'Allow',
      Principal: { Service: 'logs.ap-southeast-1.amazonaws.com' },
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      Resource: '*',
      Condition: {
        ArnEquals: {
          'kms:EncryptionContext:aws:logs:arn': arnOf(
            'logs:ap-southeast-1:111111111111:log-group:/ecs/prd-rl-bank-api',
          ),
        },
      },
    });
  });

  test('is no key of the execution role: CloudWatch Logs encrypts', () => {
    const roles = resourcesOf(stack, 'AWS::IAM::Role').map(({ Properties }) => JSON.stringify(Properties));
    expect(roles.filter((role) => role.includes('kms:'))).toEqual([]);
  });

  test('that is imported has a policy of its owner', () => {
    const other = workloadStack();
    const arn = 'arn:aws:kms:ap-southeast-1:111111111111:key/1';
    apiIn(other, { logEncryptionKey: Key.fromKeyArn(other, 'Key', arn) });
    expect(propertiesOf(other, GROUP, 'ApiLogs').KmsKeyId).toBe(arn);
  });
});

describe('the name of a group in another stack, for those who watch', () => {
  /** The group in one stack, and what another reads as its name. */
  const readFrom = (groupIn: (home: Stack) => LogGroup) => {
    const app = newApp();
    const [home, reader] = [workloadStack(app, 'Home'), workloadStack(app, 'Reader')];
    new CfnOutput(reader, 'Read', { value: crossStackLogGroupName(SERVICE, groupIn(home)) });
    return { app, home, reader, call: templateOf(reader).Outputs.Read.Value['Fn::GetStackOutput'] };
  };

  test('is read weakly: nothing is exported, nothing dangles, the reader comes after', () => {
    const { app, home, reader, call } = readFrom((stack) => new LogGroup(stack, 'Logs'));

    expect(call).toEqual({ StackName: 'Home', OutputName: expect.stringMatching(/^LogGroupName[0-9a-f]{8}$/) });
    expect(templateOf(home).Outputs[call.OutputName]).toEqual({ Value: { Ref: expect.stringMatching(/^Logs/) } });
    expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
    expect(reader.dependencies).toEqual([home]);
  });

  test('is read under another name where the group is another, or is replaced for another name of its own', () => {
    const outputFor = (id: string, logGroupName?: string): string => {
      return readFrom((stack) => new LogGroup(stack, id, { logGroupName })).call.OutputName;
    };

    expect(outputFor('Logs')).toBe(outputFor('Logs'));
    expect(
      new Set([outputFor('Logs'), outputFor('Others'), outputFor('Logs', '/a'), outputFor('Logs', '/b')]).size,
    ).toBe(4);
  });
});
