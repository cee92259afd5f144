import { differencesOf } from '../../../support/iam/cases';
import { file, role, universe, unseenMutants } from '../deployment-role';

jest.setTimeout(30 * 60_000);

test('PC7a the DeploymentRole may do what its table says and nothing else, of all actions that AWS has', async () => {
  expect(await differencesOf(role, file, universe, { exhaustive: true })).toEqual([]);
});

test('PC7a what it may do with databases and buckets, made worse in turn, turns the proof red', async () => {
  const { tried, unseen } = await unseenMutants(/Snapshots|ReleaseFiles/);

  expect(unseen).toEqual([]);
  expect(tried).toBeGreaterThan(20);
});
