import { parameterName, secretName } from '../../../../src/data/private/settings/setting-names';

test('RB8b RB8c parameters have a slash before their names, secrets have none', () => {
  expect([parameterName('PORT'), secretName('DB_URI')]).toEqual(['/rl/bank/api/PORT', 'rl/bank/api/DB_URI']);
  expect([parameterName('PORT', 'a/b'), secretName('DB_URI', 'a/b')]).toEqual(['/a/b/PORT', 'a/b/DB_URI']);
});
