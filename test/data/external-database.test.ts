import { Stack } from 'aws-cdk-lib';
import { ExternalDatabase, ExternalDatabaseProps } from '../../src/data';
import { templateOf, workloadStack } from '../support/cloud';
import { scaffoldIn } from '../support/scaffold';

function databaseIn(stack: Stack = workloadStack(), props: Partial<ExternalDatabaseProps> = {}): ExternalDatabase {
  return new ExternalDatabase(stack, 'Database', { uriSecret: scaffoldIn(stack).secrets.DB_URI, ...props });
}

describe('RB7 a database that somebody else looks after', () => {
  test('is an address in a secret, and nothing more is known by default', () => {
    const stack = workloadStack();
    const database = databaseIn(stack);

    expect(database.uriSecret.secretArn).toBeDefined();
    expect([database.ports, database.addressRanges]).toEqual([[], []]);
  });

  test.each([
    ['mongodb+srv://cluster.example.mongodb.net/bank', []],
    ['mongodb://a.example:27017/bank', [27017]],
    ['postgresql://db.bank.example:5432/bank', [5432]],
    ['postgresql://db.bank.example/bank', []],
  ])('has the port that its address tells, and none is taken for granted: %s', (uriWithoutCredentials, ports) => {
    expect(databaseIn(workloadStack(), { uriWithoutCredentials }).ports).toEqual(ports);
  });

  test('has the ports and ranges that the team tells', () => {
    const told = { ports: [27017, 27018], addressRanges: ['203.0.113.0/24'] };

    expect(databaseIn(workloadStack(), { uriWithoutCredentials: 'mongodb+srv://c.example', ...told })).toMatchObject(
      told,
    );
  });

  test('makes no resource of any engine', () => {
    const stack = workloadStack();
    databaseIn(stack, { uriWithoutCredentials: 'postgresql://db.bank.example:5432/bank' });

    const types = new Set(Object.values<any>(templateOf(stack).Resources).map(({ Type }) => Type));
    expect(types).toEqual(new Set(['AWS::SSM::Parameter', 'AWS::SecretsManager::Secret']));
  });

  test('RB12c has a place on the dashboard that says where to look, and nothing that CloudWatch could watch', () => {
    const { alarmDefinitions, graphDefinitions, logQueries } = databaseIn();

    expect(graphDefinitions).toEqual([
      {
        tier: 'DATABASE',
        title: 'Outside of this account',
        healthy: "is drawn by whoever runs it; here it shows in the API's latency, errors and logs",
        metrics: [],
      },
    ]);
    expect([alarmDefinitions, logQueries]).toEqual([[], []]);
  });
});
