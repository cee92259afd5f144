import { CfnOutput, Duration, Size, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { AlarmSeverity, ServiceBinding, ServiceSecret } from '../../src/core';
import { FileStore } from '../../src/data';
import { ImageRepository, InternalService, ServiceFunction } from '../../src/service';
import { arnOf, danglingIn, exportsIn, IMAGE, propertiesOf } from '../support/api';
import { bindingWith } from '../support/binding';
import { newApp, resourcesOf, templateOf, workloadStack } from '../support/cloud';
import { postgresIn } from '../support/database';
import { CODE, functionIn, FunctionProps } from '../support/function';
import { networkIn, settingsIn } from '../support/scaffold';

const FUNCTION = 'AWS::Lambda::Function';
const stackWith = (props: FunctionProps) => {
  const stack = workloadStack();
  return { stack, sql: functionIn(stack, props, 'Sql') };
};
const statementsOf = (stack: Stack) => propertiesOf(stack, 'AWS::IAM::Role').Policies[0].PolicyDocument.Statement;

describe('a function with its defaults', () => {
  const { stack: plain, sql } = stackWith({});
  const properties = propertiesOf(plain, FUNCTION);

  test('has the size of a service, and a log group of its own', () => {
    expect(properties).toMatchObject({
      ...{ FunctionName: 'Web-Sql-365E36EE', Timeout: 30, MemorySize: 512, Architectures: ['x86_64'] },
      LoggingConfig: { LogGroup: { Ref: expect.stringMatching(/^SqlLogs/) } },
    });
    expect(propertiesOf(plain, 'AWS::Logs::LogGroup')).toMatchObject({
      ...{ LogGroupName: '/aws/lambda/Web-Sql-365E36EE', RetentionInDays: 90 },
    });
    expect(properties).not.toHaveProperty('Environment');
    expect(properties).not.toHaveProperty('VpcConfig');
    expect(properties).not.toHaveProperty('ReservedConcurrentExecutions');
    expect(properties).not.toHaveProperty('TracingConfig');
  });

  test('may write its log and nothing else', () => {
    const role = propertiesOf(plain, 'AWS::IAM::Role');

    expect(role).not.toHaveProperty('ManagedPolicyArns');
    expect(statementsOf(plain)).toEqual([
      {
        ...{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] },
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^SqlLogs/), 'Arn'] },
      },
    ]);
  });

  test('has no connections, and says why', () => {
    expect(() => sql.connections).toThrowProblem('function/no-vpc', 'vpc', undefined);
  });

  test('alarms on errors and throttles with tickets, and on what nears the timeout', () => {
    expect(sql.alarmDefinitions.map(({ id, threshold, severity }) => [id, threshold, severity])).toEqual([
      ['Errors', 5, AlarmSeverity.TICKET],
      ['Throttles', 0, AlarmSeverity.TICKET],
      ['NearTimeout', 27000, AlarmSeverity.TICKET],
    ]);
  });
});

describe('a function in a VPC', () => {
  const stack = workloadStack();
  const encryptionKey = new Key(stack, 'Key');
  const token = new Secret(stack, 'Token', { encryptionKey });
  const { vpc } = networkIn(stack);
  const database = postgresIn(stack, { vpc });
  const sql = functionIn(stack, {
    vpc,
    uses: [
      database.forUser('app'),
      bindingWith({ variables: { REGION: 'eu' }, secrets: { TOKEN: ServiceSecret.fromSecret(token) } }),
    ],
    environment: { LOG_LEVEL: 'info', TZ: 'Europe/Berlin' }, // Lambda does not reserve it
    ...{ timeout: Duration.minutes(15), memory: Size.gibibytes(1), reservedConcurrency: 20 },
    ...{ architecture: Architecture.ARM_64, tracing: true, errorSeverity: AlarmSeverity.PAGE, functionName: 'prd-sql' },
    ...{ logRetention: Duration.days(30), logEncryptionKey: encryptionKey },
  });
  const properties = propertiesOf(stack, FUNCTION, 'Mailer');
  const role = propertiesOf(stack, 'AWS::IAM::Role', 'Mailer');
  const [{ PolicyDocument }] = role.Policies;
  const statementWith = (action: string, effect = 'Allow') => {
    return PolicyDocument.Statement.find(
      ({ Action, Effect }: any) => [Action].flat().includes(action) && Effect === effect,
    );
  };

  test('ET3 is in its private subnets and calls by port 443 and the port of the database', () => {
    expect(properties.VpcConfig.SubnetIds).toHaveLength(vpc.privateSubnets.length);
    expect(properties.VpcConfig.SecurityGroupIds).toHaveLength(1);
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroup', 'Mailer').SecurityGroupEgress).toMatchObject([
      { CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 },
    ]);
    expect(resourcesOf(stack, 'AWS::EC2::SecurityGroupEgress').map(({ Properties }) => Properties.FromPort)).toEqual([
      5432,
    ]);
  });

  test('gets ARN and field of a secret and never its value', () => {
    const { Variables } = properties.Environment;

    expect(Object.keys(Variables)).toEqual([
      ...['DB_HOST', 'DB_NAME', 'DB_PASSWORD_SECRET_ARN', 'DB_PASSWORD_SECRET_FIELD', 'DB_PORT', 'DB_USER_SECRET_ARN'],
      ...['DB_USER_SECRET_FIELD', 'LOG_LEVEL', 'REGION', 'TOKEN_SECRET_ARN', 'TZ'],
    ]);
    expect(Variables).toMatchObject({ DB_PASSWORD_SECRET_FIELD: 'password', LOG_LEVEL: 'info', REGION: 'eu' });
    expect(JSON.stringify(templateOf(stack))).not.toContain('{{resolve:secretsmanager');
  });

  test('may read exactly these secrets, and use their key through Secrets Manager', () => {
    expect(statementWith('secretsmanager:GetSecretValue').Resource).toEqual([
      { Ref: expect.stringMatching(/^Database/) },
      { Ref: expect.stringMatching(/^Token/) },
    ]);
    expect(statementWith('kms:Decrypt')).toEqual({
      ...{ Effect: 'Allow', Action: 'kms:Decrypt' },
      Resource: ['DatabaseKey', 'Key'].map((key) => ({ 'Fn::GetAtt': [expect.stringMatching(`^${key}`), 'Arn'] })),
      Condition: {
        StringEquals: {
          'kms:ViaService': { 'Fn::Join': ['', expect.arrayContaining(['secretsmanager.ap-southeast-1.'])] },
        },
      },
    });
    expect(statementWith('ssm:GetParameter')).toBeUndefined();
  });

  test('its network interfaces are for Lambda to manage, and its code is denied them', () => {
    const { Action } = statementWith('ec2:CreateNetworkInterface');

    expect(statementWith('ec2:CreateNetworkInterface', 'Deny')).toEqual({
      ...{ Effect: 'Deny', Action, Resource: '*' },
      Condition: {
        ArnEquals: { 'lambda:SourceFunctionArn': arnOf('lambda:ap-southeast-1:111111111111:function:prd-sql') },
      },
    });
    expect(role).not.toHaveProperty('ManagedPolicyArns');
  });

  test('has the size that is asked for, and traces', () => {
    expect(properties).toMatchObject({
      ...{ FunctionName: 'prd-sql', Timeout: 900, MemorySize: 1024, Architectures: ['arm64'] },
      ...{ ReservedConcurrentExecutions: 20, TracingConfig: { Mode: 'Active' } },
    });
    expect(statementWith('xray:PutTraceSegments').Resource).toBe('*');
    expect(propertiesOf(stack, 'AWS::Logs::LogGroup', 'MailerLogs')).toMatchObject({
      ...{ LogGroupName: '/aws/lambda/prd-sql', RetentionInDays: 30, KmsKeyId: expect.anything() },
    });
  });

  test('pages on errors and throttles where users wait for it', () => {
    const paging = sql.alarmDefinitions.filter(({ severity }) => severity === AlarmSeverity.PAGE);

    expect(paging.map(({ id }) => id)).toEqual(['Errors', 'Throttles']);
  });
});

test('names of parameters arrive, and may be read', () => {
  const stack = workloadStack();
  const settings = settingsIn(stack);
  const job = functionIn(stack, { settings }, 'Job');
  const { Variables } = propertiesOf(stack, FUNCTION).Environment;

  expect(Object.keys(Variables)).toEqual([
    ...['AUTH_MODE_PARAMETER_NAME', 'DB_URI_SECRET_ARN', 'PORT_PARAMETER_NAME', 'SESSION_KEY_SECRET_ARN'],
  ]);
  expect(job.pendingInputs.map(({ key }) => key)).toEqual(settings.pendingInputs.map(({ key }) => key));
  expect(statementsOf(stack)).toContainEqual(
    expect.objectContaining({ Action: ['ssm:GetParameter', 'ssm:GetParameters'] }),
  );
});

test('a role of another stack may invoke it, without an export', () => {
  const app = newApp();
  const [stack, other] = [workloadStack(app), workloadStack(app, 'Other')];
  const sql = functionIn(stack, {});
  sql.grantInvoke(new Role(other, 'Caller', { assumedBy: new AccountRootPrincipal() }));
  new CfnOutput(other, 'RoleName', { value: sql.roleName });

  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  expect(other.dependencies).toEqual([stack]);
  expect(propertiesOf(other, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
    {
      ...{ Effect: 'Allow', Action: 'lambda:InvokeFunction' },
      Resource: arnOf(`lambda:ap-southeast-1:111111111111:function:${sql.functionName}`),
    },
  ]);
});

test('a grant that no policy could have is refused', () => {
  const stack = workloadStack();
  const sql = functionIn(stack);
  const foreign = Role.fromRoleArn(stack, 'Foreign', 'arn:aws:iam::222222222222:role/caller');

  expect(() => sql.grantInvoke(foreign)).toThrowProblem(
    'grant/other-account',
    'grantee',
    'a role of account 222222222222',
  );
  expect(() => sql.grantInvoke(new ServicePrincipal('apigateway.amazonaws.com'))).toThrowProblem(
    ...(['grant/no-policy', 'grantee', 'ServicePrincipal(apigateway.amazonaws.com)'] as const),
  );
  expect(() => sql.grantInvoke(undefined as any)).toThrowProblem('props/missing', 'grantee', undefined);
});

test('a bucket needs no VPC, and a database does', () => {
  const stack = workloadStack();
  const [files, database] = [new FileStore(stack, 'Files'), postgresIn(stack)];

  functionIn(stack, { uses: [files] }, 'Resize');
  expect(() => functionIn(stack, { uses: [database.forUser('app')] }, 'Sql')).toThrowProblem(
    ...(['function/no-vpc', 'vpc', undefined, 'Web/Sql'] as const),
  );
});

test('the login of an owner is for migrations alone, under another name too', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  const database = postgresIn(stack, { vpc });
  const owner = ServiceBinding.withNames(database.forOwner(), { DB_HOST: 'PG_HOST' });

  expect(() => functionIn(stack, { vpc, uses: [owner] })).toThrowProblem(
    ...(['service/login-of-an-owner', 'uses', 'Web/Database'] as const),
  );
});

test('an internal service is for tasks of services alone', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  const permissions = new InternalService(stack, 'Permissions', { vpc, image, containerPort: 8080 });

  expect(() => functionIn(stack, { vpc, uses: [permissions] })).toThrowProblem(
    ...(['function/internal-service', 'uses', 'Web/Permissions'] as const),
  );
});

test('isolated subnets are noted, public ones refused', () => {
  const stack = workloadStack();
  const vpc = new Vpc(stack, 'Vpc', {
    subnetConfiguration: [
      { name: 'public', subnetType: SubnetType.PUBLIC },
      { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED },
    ],
  });
  functionIn(stack, { vpc });

  Annotations.fromStack(stack).hasInfo('/Web/Mailer', Match.stringLikeRegexp('by VPC endpoints alone'));
  expect(() => functionIn(stack, { vpc, vpcSubnets: { subnets: vpc.publicSubnets } }, 'Other')).toThrow(
    /function\/in-public-subnets/,
  );
});

test.each<[FunctionProps, code: string, prop: string, value: unknown]>([
  [{ timeout: Duration.minutes(16) }, 'function/not-a-timeout', 'timeout', '960 seconds'],
  [{ timeout: Duration.millis(1500) }, 'function/not-a-timeout', 'timeout', '1.5 seconds'],
  [{ memory: Size.mebibytes(64) }, 'function/not-a-memory-size', 'memory', '64 MiB'],
  [{ reservedConcurrency: 0 }, 'function/not-a-concurrency', 'reservedConcurrency', 0],
  [{ functionName: 'a b' }, 'function/not-a-name', 'functionName', 'a b'],
  [{ vpcSubnets: {} }, 'function/subnets-without-vpc', 'vpcSubnets', 'given'],
  [{ environment: { AWS_REGION: 'eu-central-1' } }, 'function/not-a-variable', 'environment', 'AWS_REGION'],
  [{ environment: { _X: '1' } }, 'function/not-a-variable', 'environment', '_X'],
  [{ environment: { TEXT: 'a'.repeat(4093) } }, 'function/environment-too-large', 'environment', '4097 bytes'],
  [{ logRetention: Duration.days(4) }, 'service/not-a-log-retention', 'logRetention', '4 days'],
  [{ tracing: 'yes' as any }, 'props/wrong-type', 'tracing', 'yes'],
  [{ environment: { PORT: 80 as any } }, 'props/wrong-type', 'environment.PORT', 80],
  [{ uses: [{} as any] }, 'props/wrong-type', 'uses', ['an object']],
  [
    { environment: { A_SECRET_ARN: 'x' }, uses: [bindingWith({ variables: { A_SECRET_ARN: 'y' } })] },
    ...(['function/variable-twice', 'uses[0]', 'A_SECRET_ARN'] as const),
  ],
])('%p is refused', (props, code, prop, value) => {
  expect(() => functionIn(undefined, props)).toThrowProblem(code, prop, value);
});

test('without what it is made of it names each prop', () => {
  const stack = workloadStack();

  expect(() => new ServiceFunction(stack, 'Sql', {} as any)).toThrowProblems([
    ['props/missing', 'code', undefined],
    ['props/missing', 'handler', undefined],
    ['props/missing', 'runtime', undefined],
  ]);
});

test('two functions of one name are refused', () => {
  const stack = workloadStack();
  functionIn(stack, { functionName: 'sql' }, 'One');

  expect(() => functionIn(stack, { ...CODE, functionName: 'sql' }, 'Other')).toThrowProblem(
    ...(['function/name-taken', 'functionName', 'sql'] as const),
  );
});
