import { SettingHome } from '../../src/data';

test('a cache is told by its address, and stands for what it is called', () => {
  expect(SettingHome.ofCache({ uri: 'rediss://c', cacheName: 'bank' } as any)).toMatchObject({
    value: 'rediss://c',
    identity: 'bank',
  });
});

test('a secret has no value here, a parameter has', () => {
  expect([SettingHome.secret().value, SettingHome.parameter('x').value]).toEqual([undefined, 'x']);
});
