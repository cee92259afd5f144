import { graphqlUrlOf } from '../../../../src/bank/private/graphql';
import { CacheStack } from '../../../../src/bank/private/stacks/cache-stack';
import { SettingsStack } from '../../../../src/bank/private/stacks/settings-stack';
import { bankApp, Changes, configOf } from '../../../support/bank';
import { resourcesOf } from '../../../support/cloud';

function stackOf(changes: Changes = {}): SettingsStack {
  const app = bankApp();
  const config = configOf(changes);
  return new SettingsStack(app, 'settings', config, new CacheStack(app, 'cache', config).cache);
}

const names = (stack: SettingsStack, type: string) =>
  resourcesOf(stack, type).map(({ Properties }) => Properties.Name.split('/').at(-1));

test('RB6b RB8b the address of the cache is a parameter, without credentials', () => {
  const parameters = resourcesOf(stackOf(), 'AWS::SSM::Parameter').map(({ Properties }) => Properties);

  expect(parameters.find(({ Name }) => Name.endsWith('/CACHE_URI'))!.Value).toEqual({
    'Fn::GetStackOutput': { StackName: 'prd-rl-bank-cache', OutputName: expect.stringMatching(/^CacheUri/) },
  });
});

test('RB8c the DSN of Sentry is a secret, or a parameter if the config has it', () => {
  const told = stackOf({ 'sentry.apiDsn': 'https://0a@o1.ingest.sentry.io/2' });

  expect(names(stackOf(), 'AWS::SecretsManager::Secret')).toContain('SENTRY_DSN');
  expect(names(told, 'AWS::SecretsManager::Secret')).not.toContain('SENTRY_DSN');
  expect(names(told, 'AWS::SSM::Parameter')).toContain('SENTRY_DSN');
});

test('RB3d GraphQL has one path on the host of the API, RB1b in a zone that is not looked up', () => {
  const stack = stackOf();

  const parameters = resourcesOf(stack, 'AWS::SSM::Parameter').map(({ Properties }) => Properties);
  const told = parameters.find(({ Name }) => Name.endsWith('/GRAPHQL_PUBLIC_URL'))!.Value;

  expect([told, graphqlUrlOf(stack.domain)]).toEqual(Array(2).fill('https://api.bank.example/api/graphql'));
  expect(stack.dns.zone.hostedZoneId).toBe('Z0123456789ABCDEFGHIJ');
});
