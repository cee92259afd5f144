import { differencesOf } from '../../../support/iam/cases';
import { files, roleNamed, universe } from '../example-roles';

jest.setTimeout(30 * 60_000);

test.each(files.map((file) => [file.role, file] as const))(
  '%s may do what its table says and nothing else, of all actions that AWS has',
  async (name, file) => {
    expect(await differencesOf(roleNamed(name), file, universe, { exhaustive: true })).toEqual([]);
  },
);
