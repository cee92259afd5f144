import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ExternalDatabase } from '../../../src/data';
import { ContainerImageChannel } from '../../../src/service';
import { apiIn, ApiProps, arnOf, propertiesOf, runningApi } from '../../support/api';
import { newApp, resourcesOf, workloadStack } from '../../support/cloud';
import { scaffoldIn } from '../../support/scaffold';

const roleOf = (stack: Stack) => propertiesOf(stack, 'AWS::IAM::Role', 'ApiExecutionRole');
const statementsOf = (stack: Stack): any[] => roleOf(stack).Policies[0].PolicyDocument.Statement;
const statementsWith = (props: ApiProps, stack = workloadStack()) => {
  runningApi(props, stack);
  return statementsOf(stack);
};
const statementFor = (statements: any[], service: string) => {
  return statements.find(({ Action }) => [Action].flat()[0].startsWith(`${service}:`));
};
const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const parameter = (key: string) => arnOf(`ssm:ap-southeast-1:111111111111:parameter/rl/bank/api/${key}`);
const secret = (key: string) => ({ Ref: expect.stringMatching(`^SettingsSecrets${key}`) });

const SECRETS = ['APIKEY', 'AUTHM2MCLIENTID', 'AUTHM2MCLIENTSECRET', 'DBURI', 'MAILGUNAPIKEY', 'SENTRYDSN'];
const PARAMETERS = [
  'AUTH_AUDIENCE',
  'AUTH_DOMAIN',
  'CORS_ORIGIN_WHITELIST',
  'GRAPHQL_PUBLIC_URL',
  'NODE_ENV',
  'PORT',
  'SENTRY_RELEASE',
];
const EXACTLY = [
  allow('ecr:GetAuthorizationToken', '*'),
  allow(
    ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    arnOf('ecr:ap-southeast-1:111111111111:repository/rl-bank-api'),
  ),
  allow(['logs:CreateLogStream', 'logs:PutLogEvents'], { 'Fn::GetAtt': [expect.stringMatching(/^ApiLogs/), 'Arn'] }),
  allow('secretsmanager:GetSecretValue', SECRETS.map(secret)),
  allow(['ssm:GetParameters', 'ssm:GetParameter'], PARAMETERS.map(parameter)),
];

test('RB15 the role may do exactly what the document lists, each on what this service uses', () => {
  expect(statementsWith({})).toEqual(EXACTLY);
});

test('RB15 with a key of the team it may decrypt with that key, and nothing else is added', () => {
  const stack = workloadStack();
  const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
  const statements = statementsWith({ settings: scaffoldIn(stack, { encryptionKey }) }, stack);

  expect(statements).toEqual([
    ...EXACTLY,
    allow('kms:Decrypt', { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] }),
  ]);
});

test('RB15 what grants of the CDK add is in no policy, with a key of the team neither', () => {
  const stack = workloadStack();
  const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
  runningApi({ settings: scaffoldIn(stack, { encryptionKey }) }, stack);

  expect(roleOf(stack).Policies).toHaveLength(1);
  expect(resourcesOf(stack, 'AWS::IAM::Policy')).toEqual([]);
  expect(JSON.stringify(propertiesOf(stack, 'AWS::KMS::Key').KeyPolicy)).not.toContain('ExecutionRole');
});

test('RB15 without settings there is no statement on secrets, parameters and keys', () => {
  const statements = statementsWith({ settings: undefined });

  expect(statements.map(({ Action }) => [Action].flat()[0])).toEqual([
    'ecr:GetAuthorizationToken',
    'ecr:BatchGetImage',
    'logs:CreateLogStream',
  ]);
});

test("RB15 the address of a database is read from the database's secret, in place of the one in the settings", () => {
  const stack = workloadStack();
  const { secrets } = scaffoldIn(workloadStack(stack.node.root, 'Elsewhere'), { path: 'rl/other' });
  const database = new ExternalDatabase(stack, 'Database', { uriSecret: secrets.API_KEY, ports: [5432] });
  const { Resource } = statementFor(statementsWith({ database }, stack), 'secretsmanager');

  expect(Resource).toHaveLength(SECRETS.length);
  expect(JSON.stringify(Resource)).not.toContain('DBURI');
});

test('RB15 an image of another account is pulled from the repository there', () => {
  const stack = workloadStack();
  const image = new ContainerImageChannel(stack, 'Image', {
    image: '222222222222.dkr.ecr.eu-west-1.amazonaws.com/team/api:live',
    imageIsElsewhere: true,
  });
  const statements = statementsWith({ image }, stack);

  expect(statements[1].Resource).toEqual(arnOf('ecr:eu-west-1:222222222222:repository/team/api'));
});

test('RB15 it writes to a log group that exists, and to no other', () => {
  const stack = workloadStack();
  const logGroup = LogGroup.fromLogGroupName(stack, 'Shared', '/shared/api');
  const statements = statementsWith({ logGroup }, stack);

  expect(statementFor(statements, 'logs').Resource).toEqual(
    arnOf('logs:ap-southeast-1:111111111111:log-group:/shared/api:*'),
  );
});

test('RB15 nothing adds to the role later', () => {
  const stack = workloadStack();
  const api = runningApi({}, stack);
  new Bucket(stack, 'Bucket').grantRead(api.taskDefinition.obtainExecutionRole());

  expect(resourcesOf(stack, 'AWS::IAM::Policy')).toEqual([]);
  expect(statementsOf(stack)).toEqual(EXACTLY);
});

test.each(['ApiExecutionRole', 'ApiTaskRole'])('%s is taken by ECS alone, for tasks of this account', (role) => {
  const stack = workloadStack(newApp());
  apiIn(stack);

  expect(propertiesOf(stack, 'AWS::IAM::Role', role).AssumeRolePolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'ecs-tasks.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111111111111' },
        ArnLike: { 'aws:SourceArn': arnOf('ecs:ap-southeast-1:111111111111:*') },
      },
    },
  ]);
});

test('the role may all it has to before the service starts: its policy is part of it', () => {
  const stack = workloadStack();
  runningApi({}, stack);

  expect(propertiesOf(stack, 'AWS::ECS::TaskDefinition').ExecutionRoleArn).toEqual({
    'Fn::GetAtt': [expect.stringMatching(/^ApiExecutionRole/), 'Arn'],
  });
  expect(roleOf(stack).Policies[0].PolicyName).toBe('Start');
});
