import { App, Stack } from 'aws-cdk-lib';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { ExternalDatabase } from '../../../src/data';
import { apiIn, ApiProps, arnOf, danglingIn, exportsIn, propertiesOf, runningApi, watchIn } from '../../support/api';
import { lambdasIn, newApp, resourcesOf, templateOf, workloadStack } from '../../support/cloud';
import { networkIn, scaffoldIn } from '../../support/scaffold';

const MACHINE = 'AWS::StepFunctions::StateMachine';
const RULE = 'AWS::Events::Rule';
const SERVICE_ARN = arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api');

const rolledWith = (props: ApiProps = {}, stack = workloadStack()) => {
  runningApi({ rollOnSecretChange: true, ...props }, stack);
  return stack;
};
const rulesOf = (stack: Stack) => {
  return resourcesOf(stack, RULE).filter(({ Properties }) => Properties.EventPattern.source[0] !== 'aws.ecs');
};
const roleOf = (stack: Stack, beginning: string) => propertiesOf(stack, 'AWS::IAM::Role', `ApiSecretRoll${beginning}`);

/** Settings with thirteen secrets that exist, each with an ARN of 110 characters, as long as the document's get. */
const thirteenSecretsIn = (stack: Stack) => {
  const twilioKeys = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((letter) => `TWILIO_${letter}`);
  const keys = ['API_KEY', 'AUTH_M2M_CLIENT_ID', 'AUTH_M2M_CLIENT_SECRET', 'DB_URI', 'MAILGUN_API_KEY', 'SENTRY_DSN'];
  const existingSecretArns = Object.fromEntries(
    [...keys, ...twilioKeys].map((key) => {
      const begin = `arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/${key}`;
      return [key, `${begin.padEnd(103, 'x')}-a1B2c3`];
    }),
  );
  expect(Object.values(existingSecretArns).map(({ length }) => length)).toEqual(Array(13).fill(110));
  return scaffoldIn(stack, { twilioKeys, existingSecretArns });
};

test('a changed secret rolls nothing, unless the team asks for it', () => {
  const stack = workloadStack();
  runningApi({}, stack);

  expect(resourcesOf(stack, MACHINE)).toEqual([]);
  expect(rulesOf(stack)).toEqual([]);
});

test('a machine rolls the one service, tries again, and runs no code', () => {
  const stack = rolledWith();

  expect(propertiesOf(stack, MACHINE).Definition).toMatchObject({
    StartAt: 'Roll',
    States: {
      Roll: {
        Type: 'Task',
        Resource: arnOf('states:::aws-sdk:ecs:updateService'),
        Parameters: { Cluster: 'prd-rl-bank-api', Service: 'prd-rl-bank-api', ForceNewDeployment: true },
        Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 3 }],
        End: true,
      },
    },
  });
  expect(lambdasIn(stack.node.root as App)).toEqual([]);
});

test('its role may update the one service, and do nothing else', () => {
  const stack = rolledWith();

  expect(roleOf(stack, 'Role').Policies.map((it: any) => it.PolicyDocument.Statement)).toEqual([
    [{ Effect: 'Allow', Action: 'ecs:UpdateService', Resource: SERVICE_ARN }],
  ]);
  expect(propertiesOf(stack, MACHINE).RoleArn).toEqual({
    'Fn::GetAtt': [expect.stringMatching(/^ApiSecretRollRole/), 'Arn'],
  });
});

test('the role of the rules may start the one machine, and do nothing else', () => {
  expect(roleOf(rolledWith(), 'StartRole').Policies.map((it: any) => it.PolicyDocument.Statement)).toEqual([
    [{ Effect: 'Allow', Action: 'states:StartExecution', Resource: { Ref: expect.stringMatching(/^ApiSecretRoll/) } }],
  ]);
});

test.each([
  ['Role', 'states.amazonaws.com'],
  ['StartRole', 'events.amazonaws.com'],
])('the %s is taken by %s alone, on behalf of this account', (role, Service) => {
  expect(roleOf(rolledWith(), role).AssumeRolePolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service },
      Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
    },
  ]);
});

test('no other policy is added', () => {
  expect(resourcesOf(rolledWith(), 'AWS::IAM::Policy')).toEqual([]);
});

test('the rules match every call that gives one of the secrets another value, however the ARN is spelt', () => {
  const [{ Properties }] = rulesOf(rolledWith());
  const arns = ['APIKEY', 'AUTHM2MCLIENTID', 'AUTHM2MCLIENTSECRET', 'DBURI'].map((key) => {
    return { Ref: expect.stringMatching(`^SettingsSecrets${key}`) };
  });

  expect(Properties.State).toBe('ENABLED');
  expect(Properties.EventPattern).toEqual({
    source: ['aws.secretsmanager'],
    detail: {
      eventSource: ['secretsmanager.amazonaws.com'],
      eventName: ['PutSecretValue', 'UpdateSecret', 'UpdateSecretVersionStage', 'RotationSucceeded'],
      $or: [
        { responseElements: { arn: arns } },
        { responseElements: { aRN: arns } },
        { additionalEventData: { SecretId: arns } },
      ],
    },
  });
});

test('every rule starts the machine', () => {
  const targets = rulesOf(rolledWith()).map(({ Properties }) => Properties.Targets);

  expect(targets).toHaveLength(2);
  for (const target of targets) {
    expect(target).toEqual([
      {
        Id: 'Roll',
        Arn: { Ref: expect.stringMatching(/^ApiSecretRoll/) },
        RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^ApiSecretRollStartRole/), 'Arn'] },
      },
    ]);
  }
});

test('thirteen secrets with ARNs of 110 characters fit into the 2048 characters of a pattern', () => {
  const stack = workloadStack();
  const settings = thirteenSecretsIn(stack);
  const patterns = rulesOf(rolledWith({ settings }, stack)).map(({ Properties }) =>
    JSON.stringify(Properties.EventPattern),
  );
  const matched = patterns.flatMap((pattern) => JSON.parse(pattern).detail.$or[0].responseElements.arn);

  expect(Math.max(...patterns.map(({ length }) => length))).toBeLessThan(2048);
  expect(matched).toEqual(Object.values(settings.secrets).map(({ secretArn }) => secretArn));
});

test('the secret of the database is one of them', () => {
  const stack = workloadStack();
  const settings = thirteenSecretsIn(stack);
  const database = new ExternalDatabase(stack, 'Database', { uriSecret: settings.secrets.DB_URI, ports: [5432] });

  expect(JSON.stringify(rulesOf(rolledWith({ settings: undefined, database }, stack)))).toContain(
    settings.secrets.DB_URI.secretArn,
  );
});

test('in a cluster that exists the service there is rolled', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  rolledWith({ vpc, cluster: Cluster.fromClusterAttributes(stack, 'Shared', { clusterName: 'shared', vpc }) }, stack);

  expect(propertiesOf(stack, MACHINE).Definition.States.Roll.Parameters.Cluster).toBe('shared');
  expect(roleOf(stack, 'Role').Policies[0].PolicyDocument.Statement[0].Resource).toEqual(
    arnOf('ecs:ap-southeast-1:111111111111:service/shared/prd-rl-bank-api'),
  );
});

test('a roll that fails is a ticket', () => {
  const stack = workloadStack();
  watchIn(
    stack.node.root as App,
    runningApi({ rollOnSecretChange: true }, stack).alarmDefinitions.slice(-2, -1),
    stack,
  );

  expect(propertiesOf(stack, 'AWS::CloudWatch::Alarm')).toMatchObject({
    Namespace: 'AWS/States',
    MetricName: 'ExecutionsFailed',
    Statistic: 'Sum',
    Period: 300,
    Threshold: 0,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: expect.stringMatching(/^ApiSecretRoll/) } }],
  });
});

test('the alarm on it is there while the service waits too: the machine is', () => {
  const { alarmDefinitions } = apiIn(workloadStack(), { rollOnSecretChange: true });

  expect(alarmDefinitions.map(({ id, severity }) => [id, severity])).toContainEqual(['SecretRollFailed', 'TICKET']);
});

test('secrets of another stack are watched, without an export', () => {
  const app = newApp();
  const settings = scaffoldIn(workloadStack(app, 'Settings'));
  const stack = rolledWith({ settings }, workloadStack(app));

  expect(rulesOf(stack)).toHaveLength(2);
  expect(JSON.stringify(templateOf(stack))).not.toContain('Fn::ImportValue');
  expect(exportsIn(app)).toEqual([]);
  expect(danglingIn(app)).toEqual([]);
});
