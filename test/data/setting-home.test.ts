import { SettingHome } from '../../src/data';

test('a secret has no value here, a parameter has', () => {
  expect([SettingHome.secret().value, SettingHome.parameter('x').value]).toEqual([undefined, 'x']);
});
