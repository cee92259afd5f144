import { Lazy } from 'aws-cdk-lib';
import { isDomainName, isInZone, normalizeDomainName } from '../../../../src/core/private/checks/domain-name';

const label63 = 'a'.repeat(63);

test.each([
  'bank.example',
  'a.b.c.bank.example',
  '*.bank.example',
  'BANK.example.',
  '_acme.bank.example',
  `${label63}.example`,
])('%s is a domain name', (name) => {
  expect(isDomainName(name)).toBe(true);
});

test.each([
  '',
  'bank',
  '-a.example',
  'a-.example',
  'a..example',
  'a.*.example',
  '*',
  'https://bank.example',
  'bank.example/path',
  'b nk.example',
  `a${label63}.example`,
  `${`${label63}.`.repeat(4)}example`,
])('"%s" is none', (name) => {
  expect(isDomainName(name)).toBe(false);
});

test('names are compared as DNS compares them', () => {
  expect(normalizeDomainName('App.Bank.Example.')).toBe('app.bank.example');
  expect(isInZone('APP.bank.example', 'Bank.Example.')).toBe(true);
});

test('a zone holds its own name and those below it, and not its look-alikes', () => {
  expect(isInZone('bank.example', 'bank.example')).toBe(true);
  expect(isInZone('notbank.example', 'bank.example')).toBe(false);
  expect(isInZone('example', 'bank.example')).toBe(false);
});

test('tokens pass', () => {
  const token = Lazy.string({ produce: () => 'x' });

  expect(normalizeDomainName(token)).toBe(token);
  expect(isInZone(token, 'bank.example')).toBe(true);
  expect(isInZone('bank.example', token)).toBe(true);
});

test('253 characters are a name and 254 are none, the dot of the root not counted', () => {
  const name = (length: number) => `${'a.'.repeat(200)}`.slice(0, length - 1) + 'b';

  expect(isDomainName(name(253))).toBe(true);
  expect(isDomainName(`${name(253)}.`)).toBe(true);
  expect(isDomainName(name(254).replace('..', '.a'))).toBe(false);
});

test('a star stands alone', () => {
  expect(isDomainName('*foo.bank.example')).toBe(false);
});
