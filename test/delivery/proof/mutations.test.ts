import { files, unseenMutants } from './example-roles';

jest.setTimeout(10 * 60_000); // half a minute, on a machine that does nothing else

// All roles are in `npm run iam:exhaustive`: it takes minutes.
test.each(files.filter(({ role }) => /-mark-release$/.test(role)).map((file) => [file.role, file] as const))(
  'every statement and condition of %s, made worse in turn, turns the proof red',
  async (_name, file) => {
    const { tried, unseen } = await unseenMutants(file);

    expect(unseen).toEqual([]);
    expect(tried).toBeGreaterThan(5);
  },
);
