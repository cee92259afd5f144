import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ExternalDatabase } from '../../../../src/data';
import { ImageRepository } from '../../../../src/service';
import { ApiProps, arnOf, propertiesOf, runningApi } from '../../../support/api';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const ROLE = 'AWS::IAM::Role';
const policiesOf = (stack: Stack): any[] => propertiesOf(stack, ROLE, 'ApiExecutionRole').Policies;
const statementsOf = (stack: Stack): any[] => policiesOf(stack)[0].PolicyDocument.Statement;
const resourceIn = (stack: Stack, action: string) => {
  return statementsOf(stack).find(({ Action }) => [Action].flat().includes(action)).Resource;
};
const stackWith = (propsIn: (stack: Stack) => ApiProps) => {
  const stack = workloadStack();
  runningApi(propsIn(stack), stack);
  return stack;
};
const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const parameter = (key: string) => arnOf(`ssm:ap-southeast-1:111111111111:parameter/rl/bank/api/${key}`);
const secret = (key: string) => ({ Ref: expect.stringMatching(`^SettingsSecrets${key}`) });

const SECRETS = ['APIKEY', 'AUTHM2MCLIENTID', 'AUTHM2MCLIENTSECRET', 'DBURI', 'MAILGUNAPIKEY', 'SENTRYDSN'];
const PARAMETERS = [
  ...['AUTH_AUDIENCE', 'AUTH_DOMAIN', 'CORS_ORIGIN_WHITELIST', 'GRAPHQL_PUBLIC_URL', 'NODE_ENV', 'PORT'],
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

test('RB15 the role may do exactly what the document lists, each on what this service uses, and nothing adds to it later', () => {
  const stack = workloadStack();
  const api = runningApi({}, stack);
  new Bucket(stack, 'Bucket').grantRead(api.taskDefinition.obtainExecutionRole());

  expect(statementsOf(stack)).toEqual(EXACTLY);
  expect(policiesOf(stack)).toHaveLength(1);
  expect(resourcesOf(stack, 'AWS::IAM::Policy')).toEqual([]);
});

test('RB15 with a key of the team it may decrypt with that key, and neither here nor in the key is anything else added', () => {
  const stack = stackWith((home) => ({
    settings: scaffoldIn(home, { encryptionKey: new Key(home, 'Key', { enableKeyRotation: true }) }),
  }));

  expect(statementsOf(stack)).toEqual([
    ...EXACTLY,
    allow('kms:Decrypt', { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] }),
  ]);
  expect(policiesOf(stack)).toHaveLength(1);
  expect(resourcesOf(stack, 'AWS::IAM::Policy')).toEqual([]);
  expect(JSON.stringify(propertiesOf(stack, 'AWS::KMS::Key').KeyPolicy)).not.toContain('ExecutionRole');
});

test('RB15 without settings there is no statement on secrets, parameters and keys, and an existing log group is the one it writes to', () => {
  const stack = stackWith((home) => ({
    settings: undefined,
    logGroup: LogGroup.fromLogGroupName(home, 'Shared', '/shared/api'),
  }));

  expect(statementsOf(stack)).toEqual([
    ...EXACTLY.slice(0, 2),
    { ...EXACTLY[2], Resource: arnOf('logs:ap-southeast-1:111111111111:log-group:/shared/api:*') },
  ]);
});

test('RB15 a secret that is known by its name alone is read with six characters after it, and none whose name begins alike', () => {
  const stack = stackWith((home) => {
    const uriSecret = Secret.fromSecretNameV2(home, 'ByName', 'rl/bank/api/API_KEY');
    return { settings: undefined, uses: [new ExternalDatabase(home, 'Database', { uriSecret, ports: [5432] })] };
  });

  expect(resourceIn(stack, 'secretsmanager:GetSecretValue')).toEqual(
    arnOf('secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/API_KEY-??????'),
  );
});

test("RB15 the address of a database is read from the database's secret, in place of the one in the settings", () => {
  const stack = stackWith((home) => {
    const { secrets } = scaffoldIn(workloadStack(home.node.root, 'Elsewhere'), { path: 'rl/other' });
    return { uses: [new ExternalDatabase(home, 'Database', { uriSecret: secrets.API_KEY, ports: [5432] })] };
  });
  const Resource = resourceIn(stack, 'secretsmanager:GetSecretValue');

  expect(Resource).toHaveLength(SECRETS.length);
  expect(JSON.stringify(Resource)).not.toContain('DBURI');
});

test('RB15 an image of another account is pulled from the repository there', () => {
  const image = '222222222222.dkr.ecr.eu-west-1.amazonaws.com/team/api:live';
  const stack = stackWith((home) => ({
    image: ImageRepository.fromImageUri(home, 'Image', image),
  }));

  expect(resourceIn(stack, 'ecr:BatchGetImage')).toEqual(arnOf('ecr:eu-west-1:222222222222:repository/team/api'));
});

test('it is the role of the task, whose policy is a part of it, and ECS alone takes both roles, for tasks of this account', () => {
  const stack = stackWith(() => ({}));

  expect(propertiesOf(stack, 'AWS::ECS::TaskDefinition').ExecutionRoleArn).toEqual({
    'Fn::GetAtt': [expect.stringMatching(/^ApiExecutionRole/), 'Arn'],
  });
  expect(policiesOf(stack)[0].PolicyName).toBe('Start');
  for (const role of ['ApiExecutionRole', 'ApiTaskRole']) {
    expect(propertiesOf(stack, ROLE, role).AssumeRolePolicyDocument.Statement).toEqual([
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
  }
});
