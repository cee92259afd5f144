import { IPlatformModule, PlatformModule } from '../../../../src/cell';
import { modulesOfCell } from '../../../../src/cell/private/modules/modules-of-cell';
import { moduleProblems } from '../../../../src/cell/private/modules/needs-problems';
import { throwOnProblems } from '../../../../src/core/private/checks/problems';

const { FILES, TEAMS, TASKS, CONTACTS, DOCUMENTS, FINANCE } = PlatformModule;
const CORE = [FILES, TEAMS];
const check = (modules: IPlatformModule[]) => () => throwOnProblems('the cell', ...moduleProblems(modules, CORE));
const needing = (moduleName: string, ...needs: string[]) => PlatformModule.of({ moduleName, needs });

test.each([[[]], [[TASKS, DOCUMENTS]], [[FINANCE, CONTACTS]], [[FILES, TEAMS]], [[needing('leads', 'files')]]])(
  'PC3c modules whose needs are there pass: %#',
  (modules) => {
    expect(check(modules)).not.toThrow();
  },
);

test('PC3c finance without contacts is refused, with what to add', () => {
  expect(check([FINANCE])).toThrowProblem('cell/module-needs', 'modules', ['finance']);
  expect(check([FINANCE])).toThrow('add `PlatformModule.CONTACTS`, or remove "finance"');
});

test('PC3c a need that no module has is refused, with the nearest one', () => {
  expect(check([CONTACTS, needing('leads', 'contcts')])).toThrow(
    'add a module of the name "contcts", or correct \'needs\' of "leads" to "contacts"',
  );
  expect(check([needing('leads', 'billing')])).toThrow('is ["leads"], but must have "billing" as well: "leads" calls');
});

test.each([
  ['itself', [needing('leads', 'leads')], 'leads → leads'],
  ['two', [needing('sales', 'leads'), needing('leads', 'sales')], 'leads → sales → leads'],
  [
    'three, with others around them',
    [needing('aa', 'bb', 'contacts'), CONTACTS, needing('bb', 'cc'), needing('cc', 'contacts', 'bb')],
    'bb → cc → bb',
  ],
])('PC3c a circle is refused: %s', (_, modules, circle) => {
  expect(check(modules)).toThrowProblem('cell/module-circle', 'modules', circle);
});

test('a diamond is no circle', () => {
  expect(check([needing('aa', 'bb', 'cc'), needing('bb', 'dd'), needing('cc', 'dd'), needing('dd')])).not.toThrow();
});

test('PC3c many modules that need each other are looked through once', () => {
  const names = Array.from({ length: 40 }, (_, index) => `m${String(index).padStart(2, '0')}`);
  const layered = names.map((name, index) => needing(name, ...names.slice(index + 1)));

  expect(check(layered)).not.toThrow();
});

test('a module twice is refused, one of the core as well', () => {
  expect(check([TEAMS, TASKS, TASKS, TEAMS])).toThrowProblem('cell/module-twice', 'modules', [
    ...['teams', 'tasks', 'tasks', 'teams'],
  ]);
});

test('all mistakes are in one error', () => {
  const own = { ...needing('leads'), moduleName: 'Leads', provision: () => ({}) };

  expect(check([FINANCE, DOCUMENTS, DOCUMENTS, own])).toThrowProblems([
    ['cell/module-name', 'modules[3].moduleName', 'Leads'],
    ['cell/module-twice', 'modules', ['finance', 'documents', 'documents', 'Leads']],
    ['cell/module-needs', 'modules', ['finance', 'documents', 'documents', 'Leads']],
  ]);
});

test('PC3a what is no module is refused, with each member that it lacks', () => {
  expect(check([TASKS, { moduleName: 'leads', needs: [], events: 'x' } as any])).toThrowProblems([
    ['props/wrong-type', 'modules[1].events', 'x'],
    ['props/missing', 'modules[1].healthPath', undefined],
    ['props/missing', 'modules[1].provision', undefined],
  ]);
  expect(check('tasks' as any)).toThrowProblem('props/wrong-type', 'modules', 'tasks');
});

test('PC3c files and teams are always there, in an order that the list does not move', () => {
  const named = (modules: IPlatformModule[]) => modulesOfCell(modules, CORE).map(({ moduleName }) => moduleName);

  expect(named([])).toEqual(['files', 'teams']);
  expect(named([TASKS, CONTACTS])).toEqual(['contacts', 'files', 'tasks', 'teams']);
  expect(named([CONTACTS, TASKS, FILES])).toEqual(['contacts', 'files', 'tasks', 'teams']);
});

test('a module of the name of one of the core takes its place', () => {
  const files = PlatformModule.of({ moduleName: 'files', healthPath: '/storage/health' });

  expect(modulesOfCell([files], CORE)).toEqual([files, TEAMS]);
});
