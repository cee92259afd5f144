import { SettingStorage } from '../../src/data';

test('a cache is told by its address, and stands for what it is called', () => {
  expect(SettingStorage.cacheEndpoint({ uri: 'rediss://c', cacheName: 'bank' } as any)).toMatchObject({
    _value: 'rediss://c',
    _identity: 'bank',
  });
});

test('a secret has no value here, a parameter has', () => {
  expect([SettingStorage.secret()._value, SettingStorage.parameter('x')._value]).toEqual([undefined, 'x']);
});
