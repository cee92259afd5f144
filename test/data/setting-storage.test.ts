import { SettingStorage } from '../../src/data';

test('a cache is told by its address, and stands for what it is called', () => {
  expect(SettingStorage.cacheEndpoint({ uri: 'rediss://c', cacheName: 'bank' } as any)).toMatchObject({
    value: 'rediss://c',
    identity: 'bank',
  });
});

test('a secret has no value here, a parameter has', () => {
  expect([SettingStorage.secret().value, SettingStorage.parameter('x').value]).toEqual([undefined, 'x']);
});
