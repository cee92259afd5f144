import { Fn } from 'aws-cdk-lib';
import { ApiDomain } from '../../src/service';
import { apiDomainIn, certificateIn } from '../support/api';
import { workloadStack } from '../support/cloud';

const stack = workloadStack();
const dns = apiDomainIn(stack).dns!;
const certificate = certificateIn(stack);
const kinds: Array<[string, (name: string) => ApiDomain]> = [
  ['in a zone of ours', (name) => ApiDomain.inZone(dns, name)],
  ['elsewhere', (name) => ApiDomain.outsideRoute53(name, certificate)],
];

describe.each(kinds)('%s', (_, domainOf) => {
  test('its URL is made of the name', () => {
    expect(domainOf('api.bank.example').url).toBe('https://api.bank.example');
  });

  test('a name is compared as DNS does, in lower case and without the last dot, and left alone where it is not known', () => {
    expect(domainOf('API.Bank.Example.').name).toBe('api.bank.example');
    expect(stack.resolve(domainOf(Fn.importValue('ApiName')).url)).toEqual({
      'Fn::Join': ['', ['https://', { 'Fn::ImportValue': 'ApiName' }]],
    });
  });
});

test('a name in a zone of ours has a certificate if one is given, and a name elsewhere has no zone', () => {
  expect(ApiDomain.inZone(dns, 'api.bank.example')).toMatchObject({ dns, certificate: undefined });
  expect(ApiDomain.inZone(dns, 'api.bank.example', { certificate })).toMatchObject({ dns, certificate });
  expect(ApiDomain.outsideRoute53('api.bank.example', certificate)).toMatchObject({ dns: undefined, certificate });
});

test('names that redirect are there once, in an order of their own', () => {
  const redirectFrom = ['www.bank.example', 'Bank.example', 'bank.example.'];
  const { names } = ApiDomain.inZone(dns, 'app.bank.example', { redirectFrom });

  expect(names).toEqual(['app.bank.example', 'bank.example', 'www.bank.example']);
});

test('another service with the name makes neither record nor certificate nor redirects', () => {
  const domain = ApiDomain.inZone(dns, 'app.bank.example', { certificate, redirectFrom: ['bank.example'] });

  expect(ApiDomain.withSameName(domain)).toMatchObject({
    ...{ name: 'app.bank.example', dns: undefined, certificate: undefined, redirectFrom: [], isOfAnotherService: true },
  });
});

test('`redirectFrom` is a list, and the other domain a domain', () => {
  const redirectFrom: any = 'bank.example';
  const act = () => ApiDomain.inZone(dns, 'app.bank.example', { redirectFrom });

  expect(act).toThrowProblem('props/wrong-type', 'redirectFrom', redirectFrom);
  expect(() => ApiDomain.withSameName('app' as any)).toThrowProblem('props/wrong-type', 'domain', 'app');
});
