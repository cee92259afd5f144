import { Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ExternalDatabase } from '../../../../src/data';
import * as api from '../../../support/api';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const { arnOf, propertiesOf } = api;
const MACHINE = 'AWS::StepFunctions::StateMachine';

const rolledWith = (props: api.ApiProps = {}, stack = workloadStack()) => {
  return api.apiStack({ rollOnSecretChange: true, ...props }, stack);
};
const rulesOf = (stack: Stack) => {
  const rules = resourcesOf(stack, 'AWS::Events::Rule').map(({ Properties }) => Properties);
  return rules.filter(({ EventPattern }) => EventPattern.source[0] !== 'aws.ecs');
};
const roleOf = (stack: Stack, beginning: string) => propertiesOf(stack, 'AWS::IAM::Role', `ApiSecretRoll${beginning}`);

/** Settings with thirteen secrets that exist, each with an ARN of 110 characters, as long as the document's get. */
const thirteenSecretsIn = (stack: Stack) => {
  const twilioKeys = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((letter) => `TWILIO_${letter}`);
  const keys = ['API_KEY', 'AUTH_M2M_CLIENT_ID', 'AUTH_M2M_CLIENT_SECRET', 'DB_URI', 'MAILGUN_API_KEY', 'SENTRY_DSN'];
  const arns = Object.fromEntries(
    [...keys, ...twilioKeys].map((key) => {
      const begin = `arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/${key}`;
      return [key, `${begin.padEnd(103, 'x')}-a1B2c3`];
    }),
  );
  expect(Object.values(arns).map(({ length }) => length)).toEqual(Array(13).fill(110));
  const existingSecrets = Object.fromEntries(
    Object.entries(arns).map(([key, arn]) => [key, Secret.fromSecretCompleteArn(stack, key, arn)]),
  );
  return scaffoldIn(stack, { twilioKeys, existingSecrets });
};

const rolled = rolledWith();

test('a changed secret rolls nothing, unless the team asks for it', () => {
  const stack = api.apiStack();

  expect(resourcesOf(stack, MACHINE)).toEqual([]);
  expect(rulesOf(stack)).toEqual([]);
});

test('a machine rolls the one service, and tries again', () => {
  expect(propertiesOf(rolled, MACHINE)).toMatchObject({
    RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^ApiSecretRollRole/), 'Arn'] },
    Definition: {
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
    },
  });
});

test.each([
  [
    'Role',
    'update the one service',
    'states.amazonaws.com',
    'ecs:UpdateService',
    arnOf('ecs:ap-southeast-1:111111111111:service/prd-rl-bank-api/prd-rl-bank-api'),
  ],
  [
    'StartRole',
    'start the one machine',
    'events.amazonaws.com',
    'states:StartExecution',
    { Ref: expect.stringMatching(/^ApiSecretRoll/) },
  ],
])(
  'the %s may %s and do nothing else, and %s alone takes it, on behalf of this account',
  (id, _, Service, Action, Resource) => {
    const role = roleOf(rolled, id);

    expect(role.Policies.map((it: any) => it.PolicyDocument.Statement)).toEqual([
      [{ Effect: 'Allow', Action, Resource }],
    ]);
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service },
        Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
      },
    ]);
    expect(resourcesOf(rolled, 'AWS::IAM::Policy')).toEqual([]);
  },
);

test('the rules match every call that gives one of the secrets another value, however the ARN is spelt, and start the machine', () => {
  const [{ State, EventPattern }] = rulesOf(rolled);
  const target = {
    Id: 'Roll',
    Arn: { Ref: expect.stringMatching(/^ApiSecretRoll/) },
    RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^ApiSecretRollStartRole/), 'Arn'] },
  };
  const arns = ['APIKEY', 'AUTHM2MCLIENTID', 'AUTHM2MCLIENTSECRET', 'DBURI'].map((key) => {
    return { Ref: expect.stringMatching(`^SettingsSecrets${key}`) };
  });

  expect(rulesOf(rolled).map(({ Targets }) => Targets)).toEqual([[target], [target]]);
  expect(State).toBe('ENABLED');
  expect(EventPattern).toEqual({
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

test('thirteen secrets with ARNs of 110 characters fit into the 2048 characters of a pattern', () => {
  const stack = workloadStack();
  const settings = thirteenSecretsIn(stack);
  const patterns = rulesOf(rolledWith({ settings }, stack)).map(({ EventPattern }) => EventPattern);

  expect(Math.max(...patterns.map((pattern) => JSON.stringify(pattern).length))).toBeLessThan(2048);
  expect(patterns.flatMap((pattern) => pattern.detail.$or[0].responseElements.arn)).toEqual(
    Object.values(settings.secrets).map(({ secretArn }) => secretArn),
  );
});

test('in a cluster that exists the service there is rolled, and the secret of the database is one of those watched', () => {
  const stack = workloadStack();
  const { DB_URI: uriSecret } = thirteenSecretsIn(stack).secrets;
  const database = new ExternalDatabase(stack, 'Database', { uriSecret, ports: [5432] });
  rolledWith({ ...api.inClusterOf(stack), settings: undefined, uses: [database] }, stack);

  expect(JSON.stringify(rulesOf(stack))).toContain(uriSecret.secretArn);
  expect(propertiesOf(stack, MACHINE).Definition.States.Roll.Parameters.Cluster).toBe('shared');
  expect(roleOf(stack, 'Role').Policies[0].PolicyDocument.Statement[0].Resource).toEqual(
    arnOf('ecs:ap-southeast-1:111111111111:service/shared/prd-rl-bank-api'),
  );
});

test('the alarm on a roll that fails is of the machine, and is there while the service waits too', () => {
  const stack = workloadStack();
  const { alarmDefinitions } = api.apiIn(stack, { rollOnSecretChange: true });
  const { metric } = alarmDefinitions.find(({ id }) => id === 'SecretRollFailed')!;

  expect(stack.resolve((metric as any).dimensions)).toEqual({
    StateMachineArn: { Ref: expect.stringMatching(/^ApiSecretRoll/) },
  });
});
