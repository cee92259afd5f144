import { throwOnProblems } from '../../../src/core/private/checks/problems';
import { ExternalDatabase, ExternalDatabaseProps } from '../../../src/data';
import { databaseProblems } from '../../../src/data/private/database-problems';
import { workloadStack } from '../../support/cloud';

const attempt = (props: Partial<ExternalDatabaseProps>) =>
  expect(() => throwOnProblems('Database', ...databaseProblems(props as ExternalDatabaseProps)));

test('a password is refused, and is not in the message either', () => {
  attempt({ uriWithoutCredentials: 'postgresql://bank:hunter2@db.bank.example:5432/bank' }).toThrow(
    `'uriWithoutCredentials' is "postgresql://***@db.bank.example:5432/bank", but what is written here is in the template for everybody to read: take the part before the @ out, and fill the whole address into the secret [database/credentials-in-clear at Database]`,
  );
  for (const uriWithoutCredentials of [
    'mongodb://user:hunter2@h1:27017,h2:27017/bank',
    'postgresql://user:hun#ter2@h1/bank',
  ]) {
    attempt({ uriWithoutCredentials }).toThrow(/^(?!.*(hunter2|ter2)).*\/\/\*\*\*@h1/);
  }
});

test.each<[prop: keyof ExternalDatabaseProps, code: string, values: unknown[], told: string]>([
  [
    'uriWithoutCredentials',
    'not-an-address',
    ['db.bank.example', 'postgresql://', ''],
    `it has to be an address with a scheme and one host: write it like "postgresql://db.bank.example:5432/bank", or give the 'ports' in its place`,
  ],
  [
    'ports',
    'not-a-port',
    [0, 70000, 1.5],
    'a port is a whole number from 1 to 65535: pass the ports that the database listens on',
  ],
  [
    'addressRanges',
    'not-a-range',
    ['203.0.113.7', '203.0.113.0/33', '256.0.0.0/8', 'db.bank.example'],
    'a range is four numbers to 255 with dots between, a slash and the number of bits to 32: write it like "203.0.113.0/24", a single address with "/32"',
  ],
])("'%s' can be refused as %s: %j", (prop, code, values, told) => {
  for (const value of values) {
    attempt({ [prop]: prop === 'uriWithoutCredentials' ? value : [value] }).toThrow(
      `'${prop}' is ${JSON.stringify(value)}, but ${told} [database/${code} at Database]`,
    );
  }
});

test('the database refuses what is wrong with it', () => {
  expect(
    () => new ExternalDatabase(workloadStack(), 'Database', { uriSecret: undefined as never, ports: [0] }),
  ).toThrow('[database/not-a-port at Web/Database]');
});
