import { Aws } from 'aws-cdk-lib';
import { CellDomain } from '../../src/cell';

test('a domain is compared as DNS does', () => {
  expect(CellDomain.inZone('Acme.Example.', 'Z0123456789ABCDEFGHIJ').domainName).toBe('acme.example');
});

test.each<[string, unknown]>([
  ['acme', 'acme'],
  ['*.acme.example', '*.acme.example'],
  ['https://acme.example', 'https://acme.example'],
  [Aws.STACK_NAME, 'a token'],
])('the domain %s is refused', (domain, value) => {
  expect(() => CellDomain.inZone(domain, 'Z1')).toThrowProblem('cell/domain', 'domain', value, 'CellDomain.inZone');
});

test('a domain without its zone is refused', () => {
  expect(() => CellDomain.inZone('acme.example', undefined as unknown as string)).toThrowProblem(
    'props/missing',
    'hostedZoneId',
    undefined,
    'CellDomain.inZone',
  );
});
