import { Stack } from 'aws-cdk-lib';
import { MigrationSource, MigrationTls } from '../../src/migration';
import { workloadStack } from '../support/cloud';
import { ENGINES, sourceSecretIn } from '../support/data-migration';
import { Said } from '../support/problems';

const stack: Stack = workloadStack();
const secret = sourceSecretIn(stack);
const ARN = 'arn:aws:dms:ap-southeast-1:111111111111:cert:LEGACY';
const addressRanges = ['10.20.0.7/32'];
const given = { secret, addressRanges, databaseName: 'crm' };

test('PC13a SQL Server, Oracle, MySQL and MongoDB are sources, each with its own port and encryption', () => {
  const rows = Object.values(ENGINES).map((engine) => {
    const { source } = engine(workloadStack());
    return [source.engineName, source.port, source.tls.mode, source.databaseName];
  });
  expect(rows).toEqual([
    ['sqlserver', 1433, 'require', 'crm'],
    ['oracle', 1521, 'verify-ca', 'CRM'],
    ['mysql', 3306, 'verify-full', undefined],
    ['mongodb', 27017, 'require', 'crm'],
  ]);
});

const TLS: Array<[string, (tls: MigrationTls) => MigrationSource, string[]]> = [
  ['sqlServer', (tls) => MigrationSource.sqlServer({ ...given, tls }), ['none', 'require', 'verify-full']],
  ['oracle', (tls) => MigrationSource.oracle({ ...given, tls }), ['none', 'verify-ca']],
  ['mySql', (tls) => MigrationSource.mySql({ ...given, tls }), ['none', 'verify-ca', 'verify-full']],
  ['mongoDb', (tls) => MigrationSource.mongoDb({ ...given, tls }), ['none', 'require', 'verify-full']],
];

test.each(TLS)('PC13a %s has the modes of TLS that DMS documents, and no others', (name, make, modes) => {
  const all = [
    MigrationTls.none(),
    MigrationTls.unverified(),
    MigrationTls.verifyCa(ARN),
    MigrationTls.verifyFull(ARN),
  ];
  for (const tls of all) {
    if (modes.includes(tls.mode)) {
      expect(make(tls).tls).toBe(tls);
    } else {
      expect(() => make(tls)).toThrowProblem(
        ...(['migration-source/no-such-tls', 'tls', tls.mode, `MigrationSource.${name}`] as const),
      );
    }
  }
});

const refused: Array<[object, Said[]]> = [
  [{ addressRanges: [] }, [['migration-source/no-addresses', 'addressRanges', []]]],
  [{ addressRanges: ['10.20.0.7'] }, [['migration-source/not-a-range', 'addressRanges', '10.20.0.7']]],
  [{ addressRanges: ['10.20.0.0/33'] }, [['migration-source/not-a-range', 'addressRanges', '10.20.0.0/33']]],
  [{ addressRanges: ['0.0.0.0/0'] }, [['migration-source/any-address', 'addressRanges', ['0.0.0.0/0']]]],
  [
    { addressRanges: ['0.0.0.0/1', '128.0.0.0/1'] },
    [['migration-source/any-address', 'addressRanges', ['0.0.0.0/1', '128.0.0.0/1']]],
  ],
  [{ port: 0 }, [['migration-source/not-a-port', 'port', 0]]],
  [{ port: 65536 }, [['migration-source/not-a-port', 'port', 65536]]],
  [{ port: 14.5 }, [['migration-source/not-a-port', 'port', 14.5]]],
  [{ databaseName: '' }, [['migration-source/not-a-database', 'databaseName', '']]],
  [{ databaseName: "crm'; --" }, [['migration-source/not-a-database', 'databaseName', "crm'; --"]]],
  [{ databaseName: 'a b' }, [['migration-source/not-a-database', 'databaseName', 'a b']]],
  [{ databaseName: undefined }, [['props/missing', 'databaseName', undefined]]],
  [{ secret: undefined }, [['props/missing', 'secret', undefined]]],
  [{ secret: 'crm' }, [['props/wrong-type', 'secret', 'crm']]],
  [{ tls: 'require' }, [['props/wrong-type', 'tls', 'require']]],
  [{ port: '1433' }, [['props/wrong-type', 'port', '1433']]],
];

test.each(refused)('PC13a a source is refused with %j', (options, problems) => {
  expect(() => MigrationSource.sqlServer({ ...given, ...options } as any)).toThrowProblems(
    ...([problems, 'MigrationSource.sqlServer'] as const),
  );
});

test('PC13a MongoDB has a database that knows the user, and MySQL has no database', () => {
  expect(() => MigrationSource.mongoDb({ ...given, authenticationDatabase: 'a b' })).toThrowProblem(
    ...(['migration-source/not-a-database', 'authenticationDatabase', 'a b', 'MigrationSource.mongoDb'] as const),
  );
  expect(() => MigrationSource.mongoDb({ ...given, fieldsAsColumns: 'yes' as any })).toThrowProblem(
    ...(['props/wrong-type', 'fieldsAsColumns', 'yes'] as const),
  );
  expect(MigrationSource.mySql({ secret, addressRanges, tls: MigrationTls.none() }).databaseName).toBeUndefined();
});

test('PC13a a source without options names what is missing, its encryption for Oracle and MySQL as well', () => {
  const missing = (...names: string[]): Said[] => names.map((name) => ['props/missing', name, undefined]);
  expect(() => MigrationSource.mongoDb(undefined as any)).toThrowProblems(missing('secret', 'addressRanges'));
  expect(() => MigrationSource.oracle({ ...given } as any)).toThrowProblems(missing('tls'));
  expect(() => MigrationSource.mySql({ ...given } as any)).toThrowProblems(missing('tls'));
});
