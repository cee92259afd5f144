import { Fn, Token } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { BankDns, ZoneSource } from '../../src/network';
import { ApiDomain } from '../../src/service';
import { workloadStack } from '../support/cloud';

const stack = workloadStack();
const zone = ZoneSource.existing('Z0123456789ABCDEFGHIJ');
const dns = new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone });
const certificateArn = 'arn:aws:acm:ap-southeast-1:111111111111:certificate/1';
const certificate = Certificate.fromCertificateArn(stack, 'Certificate', certificateArn);

test('RB3d the address of GraphQL is made of the name and of one path, /api/graphql by default', () => {
  expect(ApiDomain.inZone(dns, 'api.bank.example')).toMatchObject({
    url: 'https://api.bank.example',
    graphqlPath: '/api/graphql',
    graphqlUrl: 'https://api.bank.example/api/graphql',
  });
  expect(ApiDomain.elsewhere('api.bank.example', certificate)).toMatchObject({
    url: 'https://api.bank.example',
    graphqlPath: '/api/graphql',
    graphqlUrl: 'https://api.bank.example/api/graphql',
  });
});

test('RB3d a path that is stated is the path of that one address', () => {
  const options = { graphqlPath: '/graphql' };

  expect(ApiDomain.inZone(dns, 'api.bank.example', options).graphqlUrl).toBe('https://api.bank.example/graphql');
  expect(ApiDomain.elsewhere('api.bank.example', certificate, options).graphqlUrl).toBe(
    'https://api.bank.example/graphql',
  );
});

test('a name in a zone of ours has the zone, and no certificate until one is given', () => {
  expect(ApiDomain.inZone(dns, 'api.bank.example')).toMatchObject({ dns, certificate: undefined });
  expect(ApiDomain.inZone(dns, 'api.bank.example', { certificate })).toMatchObject({ dns, certificate });
});

test('a name elsewhere has its certificate, and no zone', () => {
  expect(ApiDomain.elsewhere('api.bank.example', certificate)).toMatchObject({ dns: undefined, certificate });
});

test('names are compared as DNS does: in lower case, without the last dot', () => {
  expect(ApiDomain.inZone(dns, 'API.Bank.Example.').url).toBe('https://api.bank.example');
  expect(ApiDomain.elsewhere('API.Bank.Example.', certificate).name).toBe('api.bank.example');
});

test('a name that only CloudFormation knows is left as it is', () => {
  const { graphqlUrl } = ApiDomain.elsewhere(Fn.importValue('ApiName'), certificate);

  expect(Token.isUnresolved(graphqlUrl)).toBe(true);
  expect(stack.resolve(graphqlUrl)).toEqual({
    'Fn::Join': ['', ['https://', { 'Fn::ImportValue': 'ApiName' }, '/api/graphql']],
  });
});
