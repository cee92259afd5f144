import { Aws } from 'aws-cdk-lib';
import { CellDomain, HubZoneOptions } from '../../src/cell';

const HUB: HubZoneOptions = { hubZoneId: 'Z0123456789ABCDEFGHIJ', hubAccount: '222222222222' };
const below = (options: Partial<Record<keyof HubZoneOptions, any>>, parent = 'platform.example') =>
  CellDomain.subdomainOf(parent, { ...HUB, ...options })._of('acme-crm-prod');

test('a domain is compared as DNS does', () => {
  const domain = CellDomain.inZone('Acme.Example.', 'Z0123456789ABCDEFGHIJ')._of('acme-crm-prod');

  expect(domain).toMatchObject({ domainName: 'acme.example', zone: { isDelegated: true, _isNew: false } });
  expect(domain.hub).toBeUndefined();
});

test.each<[string, unknown]>([
  ['acme', 'acme'],
  ['*.acme.example', '*.acme.example'],
  ['https://acme.example', 'https://acme.example'],
  [Aws.STACK_NAME, 'a token'],
])('the domain %s is refused', (domain, value) => {
  expect(() => CellDomain.inZone(domain, 'Z1')).toThrowProblem('cell/domain', 'domain', value, 'CellDomain.inZone');
  expect(() => below({}, domain)).toThrowProblem('cell/domain', 'parent', value, 'CellDomain.subdomainOf');
});

test('a domain without its zone is refused', () => {
  expect(() => CellDomain.inZone('acme.example', undefined as unknown as string)).toThrowProblem(
    'props/missing',
    'hostedZoneId',
    undefined,
    'CellDomain.inZone',
  );
});

describe('PC2i a domain below that of the hub', () => {
  test('is the name of the cell, or a label, before the parent', () => {
    expect(below({}, 'Platform.Example.').domainName).toBe('acme-crm-prod.platform.example');
    expect(below({ label: 'acme' })).toMatchObject({ domainName: 'acme.platform.example', zone: { _isNew: true } });
  });

  test.each<[string, Partial<Record<keyof HubZoneOptions, any>>, string, unknown]>([
    ['cell/hub-zone', { hubZoneId: '/hostedzone/Z1' }, 'hubZoneId', '/hostedzone/Z1'],
    ['cell/hub-zone', { hubZoneId: Aws.NO_VALUE }, 'hubZoneId', 'a token'],
    ['cell/hub-account', { hubAccount: '2222-2222-2222' }, 'hubAccount', '2222-2222-2222'],
    ['cell/hub-account', { hubAccount: Aws.ACCOUNT_ID }, 'hubAccount', 'a token'],
    ['cell/hub-region', { hubRegion: 'Frankfurt' }, 'hubRegion', 'Frankfurt'],
    ['cell/hub-region', { hubRegion: Aws.REGION }, 'hubRegion', 'a token'],
    ['cell/label', { label: 'acme.crm' }, 'label', 'acme.crm'],
    ['cell/label', { label: '-acme' }, 'label', '-acme'],
    ['cell/label', { label: Aws.STACK_NAME }, 'label', 'a token'],
    ['props/missing', { hubAccount: undefined }, 'hubAccount', undefined],
    ['props/wrong-type', { hubAccount: 222222222222 }, 'hubAccount', 222222222222],
  ])('is refused as %s with %j', (code, options, prop, value) => {
    expect(() => below(options)).toThrowProblem(code, prop, value, 'CellDomain.subdomainOf');
  });

  test('has to be given', () => {
    const act = () => CellDomain.subdomainOf('platform.example', undefined as unknown as HubZoneOptions);

    expect(act).toThrowProblem('props/missing', 'options', undefined, 'CellDomain.subdomainOf');
  });
});
