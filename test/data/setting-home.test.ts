import { SettingHome, ValkeyCache } from '../../src/data';
import { workloadStack } from '../support/cloud';
import { networkIn } from '../support/scaffold';

test('a cache is told by its address, and stands for what it is called', () => {
  const stack = workloadStack();
  const cache = new ValkeyCache(stack, 'Cache', { vpc: networkIn(stack).vpc });

  expect(SettingHome.ofCache(cache)).toMatchObject({ value: cache.uri, identity: cache.cacheName });
});

test('a secret has no value here, a parameter has', () => {
  expect([SettingHome.secret().value, SettingHome.parameter('x').value]).toEqual([undefined, 'x']);
});
