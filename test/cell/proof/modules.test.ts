import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { CellParts, IPlatformModule, PlatformModule } from '../../../src/cell';
import { LaunchPhase } from '../../../src/service';
import { danglingIn } from '../../support/api';
import { cellIn } from '../../support/cell';
import { ACCOUNT, newApp } from '../../support/cloud';

jest.setTimeout(60_000);

const { TASKS, CONTACTS, FINANCE, FILES } = PlatformModule;
const CELL = 'acme-crm-prod';

/** Each stack of a cell in Europe with such modules, without the name of the cell: its alarms are in two regions. */
function cellWith(...modules: IPlatformModule[]) {
  const app = newApp();
  const env = { account: ACCOUNT, region: 'eu-central-1' };
  const cell = cellIn(app, { modules, env, launchPhase: LaunchPhase.RUNNING, databaseUsers: ['importer'] });
  const { stacksRecursively } = app.synth();
  const stacks = new Map(stacksRecursively.map((stack) => [stack.stackName.slice(CELL.length + 1), stack]));
  return { app, cell, stacks, names: [...stacks.keys()].sort() };
}

const core = cellWith();
const tasks = cellWith(TASKS);
const both = cellWith(CONTACTS, TASKS);

/** Which templates differ between two cells, and which are in the second alone. */
function difference(before: ReturnType<typeof cellWith>, after: ReturnType<typeof cellWith>) {
  const added = after.names.filter((name) => !before.stacks.has(name));
  const changed = before.names.filter((name) => {
    const [one, other] = [before, after].map(({ stacks }) => JSON.stringify(stacks.get(name)?.template));
    return one !== other;
  });
  return { added, changed };
}

test('PC3c files and teams are in a cell without modules, and no other is', () => {
  expect(core.names.filter((name) => name.startsWith('module-'))).toEqual([
    ...['module-files', 'module-files-edge', 'module-teams', 'module-teams-edge'],
  ]);
});

describe('PC3b a module more', () => {
  test.each([
    ['the first one, with a queue', core, tasks, 'tasks'],
    ['another one, without', tasks, both, 'contacts'],
  ])('%s is its own stacks, and a word in the parameter of the root', (_, before, after, name) => {
    expect(difference(before, after)).toEqual({ added: [`module-${name}`, `module-${name}-edge`], changed: [''] });
    const [one, other] = [before, after].map(({ stacks }) => stacks.get('')!.template.Resources);
    expect(Object.keys(other)).toEqual(Object.keys(one));
    const modules = JSON.parse(Object.values<any>(other)[0].Properties.Value).modules;
    expect(modules).toContain(name);
  });

  test('refers to nothing that is not there', () => {
    expect(danglingIn(both.app)).toEqual([]);
  });

  test('of your own that reads more adds outputs to the cell, and changes no resource', () => {
    const uploads: IPlatformModule = {
      ...{ moduleName: 'imports', needs: ['files'], events: ['file.created'], healthPath: '/imports/health' },
      provision: (scope: Construct, { vpc }: CellParts) => {
        const [{ subnetId }] = vpc.publicSubnets;
        new StringParameter(scope, 'Subnet', { stringValue: subnetId });
        return {};
      },
    };
    const custom = cellWith(TASKS, CONTACTS, uploads);

    expect(difference(both, custom).added).toEqual(['module-imports', 'module-imports-edge']);
    for (const name of both.names.filter((each) => each !== '')) {
      const { Outputs: before = {}, ...ours } = both.stacks.get(name)!.template;
      const { Outputs: after = {}, ...theirs } = custom.stacks.get(name)!.template;
      expect(theirs).toEqual(ours);
      expect(after).toMatchObject(before);
      expect([name, Object.keys(after).length]).toEqual([
        name,
        Object.keys(before).length + (name === 'network' ? 1 : 0),
      ]);
    }
  });
});

test('PC3b a module of your own with a login of its own changes no other stack', () => {
  const names: string[] = [];
  const reader: IPlatformModule = {
    ...{ moduleName: 'imports', needs: [], events: [], healthPath: '/imports/health' },
    provision: (scope: Construct, { database }: CellParts) => {
      const { variables, secrets } = database.forUser('importer');
      names.push(...Object.keys({ ...variables, ...secrets }), ...database.userNames);
      new StringParameter(scope, 'Host', { stringValue: variables.DB_HOST });
      new StringParameter(scope, 'Secret', { stringValue: secrets.DB_PASSWORD.secret.secretArn });
      return {};
    },
  };
  const custom = cellWith(TASKS, CONTACTS, reader);

  expect(difference(both, custom)).toEqual({ added: ['module-imports', 'module-imports-edge'], changed: [''] });
  const ofDatabase = ['DB_HOST', 'DB_NAME', 'DB_PASSWORD', 'DB_PORT', 'DB_READER_HOST', 'DB_USER'];
  expect(names.sort()).toEqual([...ofDatabase, 'app', 'importer'].sort());
});

describe('a module is deployed', () => {
  const before = (name: string) => {
    const stacks = both.stacks.get(name)!.dependencies.filter((it) => it instanceof CloudFormationStackArtifact);
    return stacks.map(({ stackName }) => stackName.slice(CELL.length + 1));
  };

  test('after what it reads, and after the topics of its alarms', () => {
    expect(before('module-tasks')).toEqual(expect.arrayContaining(['services', 'data', 'watch', 'module-teams']));
    expect(before('module-tasks-edge')).toContain('watch-edge');
  });

  test('before the root, which says that it is there', () => {
    expect(before('')).toEqual(expect.arrayContaining(['module-tasks', 'module-tasks-edge', 'module-contacts']));
  });
});

describe('PC3a the API', () => {
  const { Resources } = both.stacks.get('services')!.template;
  const text = JSON.stringify(Resources);

  test('finds the modules by the path of their parameters, and reads these alone', () => {
    expect(text).toContain(`{"Name":"MODULES_PATH","Value":"/cells/${CELL}/modules"}`);
    const statements = Object.values<any>(Resources).flatMap((it) => it.Properties?.PolicyDocument?.Statement ?? []);
    const reading = statements.filter(({ Action }) => JSON.stringify(Action).includes('GetParametersByPath'));
    expect(reading.map(({ Action, Resource }) => [Action, JSON.stringify(Resource).match(/parameter[^"]*/g)])).toEqual([
      ['ssm:GetParametersByPath', [`parameter/cells/${CELL}/modules`, `parameter/cells/${CELL}/modules/*`]],
    ]);
  });

  test('has a task definition that names no module', () => {
    expect(text).not.toMatch(/contacts|tasks\/health/);
  });
});

test('PC3d alarms of a module notify the topics of the cell, in both regions', () => {
  const targets = ['module-tasks', 'module-tasks-edge'].map((name) => {
    const alarms = Object.values<any>(both.stacks.get(name)!.template.Resources);
    return new Set(alarms.flatMap(({ Properties }) => JSON.stringify(Properties?.AlarmActions ?? [])));
  });

  expect([...targets[1]]).toEqual([expect.stringContaining(`:us-east-1:${ACCOUNT}:${CELL}-ticket`)]);
  expect([...targets[0]].join()).toContain(`:eu-central-1:${ACCOUNT}:${CELL}-ticket`);
  expect(
    [...both.stacks.values()].filter(({ template }) => /"AWS::SNS::Topic"/.test(JSON.stringify(template))),
  ).toHaveLength(
    3, // events, and those of the alarms in two regions
  );
});

test('PC3c a cell is refused with all that is wrong with its modules, and with what else is', () => {
  expect(() => cellIn(newApp(), { modules: [FINANCE, FILES, FILES], productName: 'Acme' })).toThrow(
    /cell\/module-twice, cell\/module-needs/,
  );
});
