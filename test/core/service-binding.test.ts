import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, Grant } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ServiceBinding, ServiceSecret } from '../../src/core';
import { bindingWith } from '../support/binding';
import { workloadStack } from '../support/cloud';

const stack = workloadStack();
const parameter = StringParameter.fromStringParameterName(stack, 'Parameter', '/team/PORT');
const secret = ServiceSecret.fromSecret(Secret.fromSecretNameV2(stack, 'Secret', 'team/db'));
const input = { key: 'DB_URI', target: 'team/db', owner: 'an operator', command: 'aws' };
const called: unknown[] = [];
const binding = bindingWith({
  variables: { CACHE_URI: 'rediss://cache', CACHE_USER: 'app' },
  parameters: { PORT: parameter },
  secrets: { DB_URI: secret },
  pendingInputs: [input],
  fingerprint: 'one',
  allowAccessFrom: (client) => called.push(client),
  grantUse: (grantee) => Grant.drop(grantee, `${called.push(grantee)}`),
});

test('a service gets variables under the names that it reads, and what is not renamed as it is', () => {
  const renamed = ServiceBinding.withNames(binding, { CACHE_URI: 'REDIS_URL', PORT: 'DB_PORT', DB_URI: 'MONGO_URL' });

  expect(renamed.variables).toEqual({ REDIS_URL: 'rediss://cache', CACHE_USER: 'app' });
  expect(renamed.parameters).toEqual({ DB_PORT: parameter });
  expect(renamed.secrets).toEqual({ MONGO_URL: secret });
  expect(renamed.pendingInputs).toEqual([{ ...input, key: 'MONGO_URL' }]);
  expect(renamed.fingerprint).toBe('one');
});

test('the way to it and the permissions are those of the binding', () => {
  const renamed = ServiceBinding.withNames(binding, {});
  const client = new SecurityGroup(stack, 'Client', { vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }) });
  const grantee = new AnyPrincipal();
  renamed.allowAccessFrom(client);
  renamed.grantUse(grantee);

  expect(called).toEqual([client, grantee]);
});

test('a name that it does not have is refused', () => {
  expect(() => ServiceBinding.withNames(binding, { CACHE_URL: 'REDIS_URL' })).toThrowProblem(
    'service-binding/unknown-variable',
    'names',
    'CACHE_URL',
  );
});

test.each([
  ['service-binding/name-twice', 'names', 'CACHE_USER', { CACHE_URI: 'CACHE_USER' }],
  ['service-binding/name-twice', 'names', 'URI', { CACHE_URI: 'URI', DB_URI: 'URI' }],
  ['props/missing', 'names.CACHE_URI', undefined, { CACHE_URI: undefined }],
  ['props/wrong-type', 'names.CACHE_URI', 1, { CACHE_URI: 1 }],
])('%s: %s is refused where a variable would be lost: %j', (code, prop, value, names: any) => {
  expect(() => ServiceBinding.withNames(binding, names)).toThrowProblem(code, prop, value);
});

test('two variables may swap their names', () => {
  const renamed = ServiceBinding.withNames(binding, { CACHE_URI: 'CACHE_USER', CACHE_USER: 'CACHE_URI' });

  expect(renamed.variables).toEqual({ CACHE_USER: 'rediss://cache', CACHE_URI: 'app' });
});
