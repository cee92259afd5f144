import { Fn } from 'aws-cdk-lib';
import { ApiDomain, ApiDomainOptions } from '../../src/service';
import { apiDomainIn, certificateIn } from '../support/api';
import { workloadStack } from '../support/cloud';

const stack = workloadStack();
const dns = apiDomainIn(stack).dns!;
const certificate = certificateIn(stack);
const kinds: Array<[string, (name: string, options?: ApiDomainOptions) => ApiDomain]> = [
  ['in a zone of ours', (name, options) => ApiDomain.inZone(dns, name, options)],
  ['elsewhere', (name, options) => ApiDomain.outsideRoute53(name, certificate, options)],
];

describe.each(kinds)('%s', (_, domainOf) => {
  test('RB3d the address of GraphQL is made of the name and of one path, /api/graphql or what is stated', () => {
    expect(domainOf('api.bank.example')).toMatchObject({
      url: 'https://api.bank.example',
      graphqlPath: '/api/graphql',
      graphqlUrl: 'https://api.bank.example/api/graphql',
    });
    expect(domainOf('api.bank.example', { graphqlPath: '/graphql' }).graphqlUrl).toBe(
      'https://api.bank.example/graphql',
    );
  });

  test('a name is compared as DNS does, in lower case and without the last dot, and left alone where it is not known', () => {
    expect(domainOf('API.Bank.Example.').name).toBe('api.bank.example');
    expect(stack.resolve(domainOf(Fn.importValue('ApiName')).graphqlUrl)).toEqual({
      'Fn::Join': ['', ['https://', { 'Fn::ImportValue': 'ApiName' }, '/api/graphql']],
    });
  });
});

test('a name in a zone of ours has a certificate if one is given, and a name elsewhere has no zone', () => {
  expect(ApiDomain.inZone(dns, 'api.bank.example')).toMatchObject({ dns, certificate: undefined });
  expect(ApiDomain.inZone(dns, 'api.bank.example', { certificate })).toMatchObject({ dns, certificate });
  expect(ApiDomain.outsideRoute53('api.bank.example', certificate)).toMatchObject({ dns: undefined, certificate });
});
