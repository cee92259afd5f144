import { Connections } from 'aws-cdk-lib/aws-ec2';
import { ServiceSecret, TrafficTier } from '../../src/core';
import { ExternalDatabase, ExternalDatabaseProps } from '../../src/data';
import { templateOf, workloadStack } from '../support/cloud';
import { scaffoldIn } from '../support/scaffold';

describe('RB7 a database that another team operates', () => {
  const stack = workloadStack();
  const uriSecret = scaffoldIn(stack).secrets.DB_URI;
  const database = new ExternalDatabase(stack, 'Database', { uriSecret });

  test('is an address in a secret, of no engine, and nothing more is known by default', () => {
    const types = new Set(Object.values<any>(templateOf(stack).Resources).map(({ Type }) => Type));

    expect(types).toEqual(new Set(['AWS::SSM::Parameter', 'AWS::SecretsManager::Secret']));
    expect(database.uriSecret).toBe(uriSecret);
    expect([database.ports, database.addressRanges]).toEqual([[], []]);
  });

  test.each<[props: Partial<ExternalDatabaseProps>, ports: number[]]>([
    [{ uriWithoutCredentials: 'mongodb+srv://cluster.example.mongodb.net/bank' }, []],
    [{ uriWithoutCredentials: 'mongodb://a.example:27017/bank' }, [27017]],
    [{ uriWithoutCredentials: 'postgresql://db.bank.example:5432/bank' }, [5432]],
    [{ uriWithoutCredentials: 'postgresql://db.bank.example/bank' }, []],
    [{ uriWithoutCredentials: 'mongodb://a.example:27017', ports: [27017, 27018] }, [27017, 27018]],
  ])('has the ports that the team or its address tells, and none is taken for granted: %j', (props, ports) => {
    expect(new ExternalDatabase(workloadStack(), 'Database', { uriSecret, ...props }).ports).toEqual(ports);
  });

  test('has the ranges that the team tells', () => {
    const addressRanges = ['203.0.113.0/24'];

    expect(new ExternalDatabase(workloadStack(), 'Database', { uriSecret, addressRanges })).toMatchObject({
      addressRanges,
    });
  });

  test('RB12c has a place on the dashboard that says where to look, and nothing that CloudWatch could watch', () => {
    const { alarmDefinitions, graphDefinitions, logQueries } = database;

    expect(graphDefinitions).toEqual([
      {
        tier: TrafficTier.DATABASE,
        title: 'Outside of this account',
        healthy: "is drawn by its operator; here it shows in the API's latency, errors and logs",
        metrics: [],
      },
    ]);
    expect([alarmDefinitions, logQueries]).toEqual([[], []]);
  });

  test('leads a service to it by one secret, and grants nothing', () => {
    const { variables, parameters, secrets, pendingInputs, fingerprint } = database;

    expect([variables, parameters, fingerprint]).toEqual([{}, {}, '']);
    expect(secrets).toEqual({ DB_URI: ServiceSecret.fromSecret(uriSecret) });
    expect(pendingInputs.map(({ key, target }) => [key, target])).toEqual([['DB_URI', uriSecret.node.path]]);
  });

  test('refuses a client while its ports are not known', () => {
    const client = new Connections({ securityGroups: [] });

    expect(() => database.allowAccessFrom({ connections: client })).toThrowProblem(
      'database/without-port',
      'ports',
      [],
    );
  });
});
