import { ExternalDatabase, ExternalDatabaseProps } from '../../../src/data';
import { workloadStack } from '../../support/cloud';
import { scaffoldIn } from '../../support/scaffold';

const attempt = (props: Partial<ExternalDatabaseProps>) => {
  const stack = workloadStack();
  const uriSecret = scaffoldIn(stack).secrets.DB_URI;
  return expect(() => new ExternalDatabase(stack, 'Database', { uriSecret, ...props }));
};

test('a password is refused, and is not in the message either', () => {
  attempt({ uriWithoutCredentials: 'postgresql://bank:hunter2@db.bank.example:5432/bank' }).toThrow(
    `'uriWithoutCredentials' is "postgresql://***@db.bank.example:5432/bank", but what is written here is in the template for everybody to read: take the part before the @ out, and fill the whole address into the secret [database/credentials-in-clear at Web/Database]`,
  );
});

test.each(['db.bank.example', 'postgresql://', ''])('"%s" is no address', (uriWithoutCredentials) => {
  attempt({ uriWithoutCredentials }).toThrow(
    `'uriWithoutCredentials' is "${uriWithoutCredentials}", but it has to be an address with a scheme and one host: write it like "postgresql://db.bank.example:5432/bank", or give the 'ports' in its place [database/not-an-address at Web/Database]`,
  );
});

test.each(['mongodb://user:hunter2@h1:27017,h2:27017/bank', 'postgresql://user:hun#ter2@h1/bank'])(
  'a password is not in a message, whatever is wrong with the address: %s',
  (uriWithoutCredentials) => {
    attempt({ uriWithoutCredentials }).toThrow('//***@h1');
    attempt({ uriWithoutCredentials }).not.toThrow(/hunter2|ter2/);
  },
);

test.each([0, 70000, 1.5])('%s is no port', (port) => {
  attempt({ ports: [port] }).toThrow(
    `'ports' is ${port}, but a port is a whole number from 1 to 65535: pass the ports that the database listens on [database/not-a-port at Web/Database]`,
  );
});

test.each(['203.0.113.7', '203.0.113.0/33', '256.0.0.0/8', 'db.bank.example'])('"%s" is no range', (range) => {
  attempt({ addressRanges: [range] }).toThrow(
    `'addressRanges' is "${range}", but a range is four numbers to 255 with dots between, a slash and the number of bits to 32: write it like "203.0.113.0/24", a single address with "/32" [database/not-a-range at Web/Database]`,
  );
});
