import { differencesOf } from '../../../support/iam/cases';
import { file, role, universe } from '../deployment-role';

jest.setTimeout(30 * 60_000);

test('PC7a the DeploymentRole may do what its table says and nothing else, of all actions that AWS has', async () => {
  expect(await differencesOf(role, file, universe, { exhaustive: true })).toEqual([]);
});
