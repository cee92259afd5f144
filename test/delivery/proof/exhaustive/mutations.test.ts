import { deployRoles, files, unseenMutants } from '../example-roles';

jest.setTimeout(20 * 60_000);

const ofDeployRoles = files.filter(({ role }) => deployRoles.some(({ name }) => name === role));

test.each(ofDeployRoles.map((file) => [file.role, file] as const))(
  'every statement and condition of %s, made worse in turn, turns the proof red',
  async (_name, file) => {
    const { tried, unseen } = await unseenMutants(file);

    expect(unseen).toEqual([]);
    expect(tried).toBeGreaterThan(5);
  },
);
