import { ApiStack } from '../../../../src/bank/private/stacks/api-stack';
import { CacheStack } from '../../../../src/bank/private/stacks/cache-stack';
import { ImagesStack } from '../../../../src/bank/private/stacks/images-stack';
import { SettingsStack } from '../../../../src/bank/private/stacks/settings-stack';
import { bankApp, Changes, configOf, PATHS, RUNNING, SCALING } from '../../../support/bank';
import { templateOf } from '../../../support/cloud';

function apiOf(changes: Changes = {}): ApiStack {
  const app = bankApp();
  const config = configOf(changes);
  const { image } = new ImagesStack(app, 'images', config);
  const { network, cache } = new CacheStack(app, 'cache', config);
  const { domain, settings } = new SettingsStack(app, 'settings', config, cache);
  return new ApiStack(app, 'api', config, { network, cache, image, domain, settings });
}

const textOf = (changes: Changes) => JSON.stringify(templateOf(apiOf(changes)));

test('RB6a RB7 the tasks reach the cache, and the database where its ports are known; that changes no logical id', () => {
  const [known, unknown] = [apiOf(), apiOf({ database: undefined })];
  const [withPorts, without] = [known, unknown].map(templateOf);

  expect([known, unknown].map(({ database }) => database !== undefined)).toEqual([true, false]);
  expect([6379, 27017].map((port) => JSON.stringify(withPorts).includes(`"FromPort":${port}`))).toEqual([true, true]);
  expect([6379, 27017].map((port) => JSON.stringify(without).includes(`"FromPort":${port}`))).toEqual([true, false]);
  expect(Object.keys(withPorts.Resources)).toEqual(expect.arrayContaining(Object.keys(without.Resources)));
});

test('RB3c RB22 paths are routed where the config says so; once the tasks run scaling alone counts them', () => {
  const text = textOf({ ...RUNNING, ...PATHS, ...SCALING });

  expect(text).toContain('"path-pattern"');
  expect(text).not.toContain('"DesiredCount"');
});

test.each<[string, Changes, number]>([
  ['none while they wait', {}, 0],
  ['those of the config once they start', { 'api.launchPhase': 'first-start' }, 2],
])('RB3a RB22 with scaling, and without paths, the tasks of the one service are %s', (_, changes, count) => {
  const text = textOf({ ...SCALING, ...changes });

  expect(text.match(/"AWS::ECS::Service"/g)).toHaveLength(1);
  expect(text).toContain('"ServiceName":"prd-rl-bank-api"');
  expect(text).toContain(`"DesiredCount":${count}`);
  expect(text).not.toContain('"path-pattern"');
});
