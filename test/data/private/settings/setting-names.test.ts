import { parameterName, secretName } from '../../../../src/data/private/settings/setting-names';

test('RB8b RB8c parameters have a slash before their names, secrets have none', () => {
  expect([parameterName('PORT', 'a/b'), secretName('DB_URI', 'a/b')]).toEqual(['/a/b/PORT', 'a/b/DB_URI']);
});
