import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { throwOnProblems } from '../../../src/core/private/checks/problems';
import { ExternalDatabase, ExternalDatabaseProps } from '../../../src/data';
import { databaseProblems } from '../../../src/data/private/database-problems';
import { workloadStack } from '../../support/cloud';
import { networkIn } from '../../support/scaffold';

const SECRET_ARN = 'arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rl/bank/api/DB_URI-AbCdEf';

const attempt = (props: Partial<ExternalDatabaseProps>) =>
  expect(() => throwOnProblems('Database', ...databaseProblems(props as ExternalDatabaseProps)));

test('a password is refused, and is not in the message either', () => {
  attempt({ uriWithoutCredentials: 'postgresql://bank:hunter2@db.bank.example:5432/bank' }).toThrowProblem(
    'database/credentials-in-clear',
    'uriWithoutCredentials',
    'postgresql://***@db.bank.example:5432/bank',
  );
  for (const uriWithoutCredentials of [
    'mongodb://user:hunter2@h1:27017,h2:27017/bank',
    'postgresql://user:hun#ter2@h1/bank',
  ]) {
    attempt({ uriWithoutCredentials }).toThrow(/^(?!.*(hunter2|ter2)).*\/\/\*\*\*@h1/);
  }
});

test.each<[prop: keyof ExternalDatabaseProps, code: string, values: unknown[]]>([
  ['uriWithoutCredentials', 'not-an-address', ['db.bank.example', 'postgresql://', '']],
  ['ports', 'not-a-port', [0, 70000, 1.5]],
  ['addressRanges', 'not-a-range', ['203.0.113.7', '203.0.113.0/33', '256.0.0.0/8', 'db.bank.example']],
])('`%s` refuses what is %s: %j', (prop, code, values) => {
  for (const value of values) {
    attempt({ [prop]: prop === 'uriWithoutCredentials' ? value : [value] }).toThrowProblem(
      `database/${code}`,
      prop,
      value,
    );
  }
});

test('a database refuses wrong and missing props', () => {
  const make = (props: any) => () => new ExternalDatabase(workloadStack(), 'Database', props);
  const uriSecret = Secret.fromSecretCompleteArn(workloadStack(), 'Uri', SECRET_ARN);

  expect(make({ uriSecret, ports: [0] })).toThrowProblem('database/not-a-port', 'ports', 0, 'Web/Database');
  expect(make({})).toThrowProblem('props/missing', 'uriSecret', undefined, 'Web/Database');
  expect(make({ uriSecret: SECRET_ARN })).toThrowProblem('props/wrong-type', 'uriSecret', SECRET_ARN, 'Web/Database');
});

describe('a secret with a JSON object, which is no address,', () => {
  const stack = workloadStack();
  const { vpc } = networkIn(stack);
  const engine = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_18_3 });
  const database = new DatabaseInstance(stack, 'Rds', { vpc, engine });
  const generateSecretString = { secretStringTemplate: '{"username":"bank"}', generateStringKey: 'password' };
  const attached = new Secret(stack, 'Attached');
  attached.attach(database);

  test.each<[title: string, uriSecret: ISecret]>([
    ['of an RDS database', database.secret!],
    ['that is generated from a template', new Secret(stack, 'Template', { generateSecretString })],
    ['that is attached to a database later', attached],
  ])('%s is refused', (_, uriSecret) => {
    const message = /JSON object.*IServiceBinding.*ServiceSecret\.fromJsonField/;
    const said = attempt({ uriSecret });

    said.toThrowProblem('database/secret-of-fields', 'uriSecret', uriSecret.node.path);
    said.toThrow(message);
  });

  test.each<[title: string, uriSecret: ISecret]>([
    ['that is referenced', Secret.fromSecretCompleteArn(stack, 'Referenced', SECRET_ARN)],
    ['without a template', new Secret(stack, 'Plain')],
  ])('is none %s', (_, uriSecret) => {
    attempt({ uriSecret }).not.toThrow();
  });
});
