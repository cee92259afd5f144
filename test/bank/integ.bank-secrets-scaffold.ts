/**
 * The API reads by name what others wrote: the address of the cache that runs, and the secret that an operator filled in.
 *
 * Cost: a serverless cache by the hour, cents for the run.
 * Clean-up: complete; the secrets go with the stack, and Secrets Manager keeps their names for its recovery window.
 */
import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { assertionsOn, caseApp, caseStack, nameOf, networkIn } from '../support/integ-case';
import { BankSecretsScaffold } from 'rl-bank-constructs/bank';
import { SettingStorage, ValkeyCache } from 'rl-bank-constructs/data';

export const app = caseApp();
const stack = caseStack(app, 'integ-bank-secrets-scaffold');
const network = networkIn(stack);
const cache = new ValkeyCache(stack, 'Cache', { vpc: network.vpc, subnets: network.privateSubnets });
const settings = new BankSecretsScaffold(stack, 'Settings', {
  port: 9000,
  corsOrigins: [`https://${nameOf('app')}`],
  authDomain: 'tenant.region.auth0.com',
  authAudience: `https://${nameOf('api')}`,
  graphqlPublicUrl: `https://${nameOf('api')}/api/graphql`,
  cacheUri: SettingStorage.cacheEndpoint(cache),
  path: 'integ/bank-secrets-scaffold',
  removalPolicy: RemovalPolicy.DESTROY,
});

const assertions = assertionsOn(app, 'BankSecretsScaffold');
const running = assertions.awsApiCall('ElastiCache', 'describeServerlessCaches', {
  ServerlessCacheName: cache.cacheName,
});
const address = running.getAttString('ServerlessCaches.0.Endpoint.Address');
running.next(
  assertions
    .awsApiCall('SSM', 'getParameter', { Name: '/integ/bank-secrets-scaffold/CACHE_URI' })
    .expect(ExpectedResult.objectLike({ Parameter: { Value: Match.stringLikeRegexp(`^rediss://${address}:\\d+$`) } })),
);

const [{ target, key }] = settings.pendingInputs.filter(({ owner }) => owner === 'a person who has it');
const SecretString = 'what a person has';
assertions
  .awsApiCall('SecretsManager', 'putSecretValue', { SecretId: target, SecretString })
  .next(
    assertions
      .awsApiCall('SecretsManager', 'getSecretValue', { SecretId: settings.secrets[key].secretArn })
      .expect(ExpectedResult.objectLike({ SecretString })),
  );
