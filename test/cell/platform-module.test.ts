import { PlatformModule, PlatformModuleProps } from '../../src/cell';

const factsOf = ({ moduleName, needs, events, healthPath }: PlatformModule) => ({
  ...{ moduleName, needs, events, healthPath },
});
const of = (props: Partial<PlatformModuleProps>) => () => PlatformModule.of({ moduleName: 'leads', ...props });

test('PC3a a module of your own has a health path of its name, needs nothing and listens to nothing', () => {
  expect(factsOf(PlatformModule.of({ moduleName: 'leads' }))).toEqual({
    moduleName: 'leads',
    needs: [],
    events: [],
    healthPath: '/leads/health',
  });
});

test('PC3a a module of your own has what it is given', () => {
  const props = { moduleName: 'leads', needs: ['contacts'], events: ['contact.created'], healthPath: '/crm/up' };

  expect(factsOf(PlatformModule.of(props))).toEqual(props);
});

test('PC3c PC3d the modules of the library need each other, and each has a path of its own', () => {
  const { FILES, TEAMS, TASKS, CONTACTS, DOCUMENTS, NOTES, FINANCE } = PlatformModule;
  const all = [FILES, TEAMS, TASKS, CONTACTS, DOCUMENTS, NOTES, FINANCE];

  expect(all.map(({ moduleName, needs }) => [moduleName, ...needs].join(' '))).toEqual([
    ...['files', 'teams', 'tasks teams', 'contacts', 'documents files', 'notes', 'finance contacts'],
  ]);
  expect(new Set(all.map(({ healthPath }) => healthPath)).size).toBe(7);
});

describe('modules by their names', () => {
  test.each([
    ['', []],
    ['tasks', ['tasks']],
    [' finance , contacts,', ['finance', 'contacts']],
  ])("'%s'", (text, names) => {
    expect(PlatformModule.fromNames(text).map(({ moduleName }) => moduleName)).toEqual(names);
  });

  test('all that are unknown are refused at once, with the nearest one', () => {
    expect(() => PlatformModule.fromNames('taks,contacts,invoices')).toThrowProblems(
      [
        ['cell/module-unknown', 'text', 'taks'],
        ['cell/module-unknown', 'text', 'invoices'],
      ],
      'PlatformModule.fromNames',
    );
    expect(() => PlatformModule.fromNames('taks')).toThrow('write "tasks"; add one of your own by');
    expect(() => PlatformModule.fromNames('invoices')).toThrow('write one of them; add one of your own by');
  });

  test('another type is refused', () => {
    expect(() => PlatformModule.fromNames(['tasks'] as any)).toThrowProblem('props/wrong-type', 'text', ['tasks']);
  });
});

describe('a module is refused', () => {
  test('without a name', () => {
    expect(() => PlatformModule.of({} as any)).toThrowProblem('props/missing', 'moduleName', undefined);
  });

  test('with a list that is none', () => {
    expect(of({ needs: 'contacts' as any })).toThrowProblem('props/wrong-type', 'needs', 'contacts');
  });

  test.each(['Leads', 'l', '1leads', 'le_ads', 'le--ads', 'leads-', 'l'.repeat(25)])(
    'whose name is %s',
    (moduleName) => {
      expect(of({ moduleName, healthPath: '/leads' })).toThrowProblem('cell/module-name', 'moduleName', moduleName);
    },
  );

  test.each(['data', 'watch', 'api', 'leads-edge'])('that is named as a part of the cell: %s', (moduleName) => {
    expect(of({ moduleName })).toThrowProblem('cell/module-name-taken', 'moduleName', moduleName);
  });

  test('with more events than a filter of SNS takes, or with one twice', () => {
    const events = Array.from({ length: 151 }, (_, index) => `lead.e${index}`);

    expect(() => PlatformModule.of({ moduleName: 'leads', events: events.slice(1) })).not.toThrow();
    expect(of({ events })).toThrowProblem('cell/module-events', 'events', '151 events, 151 of them different');
    expect(of({ events: ['lead.won', 'lead.won'] })).toThrowProblem(
      ...(['cell/module-events', 'events', '2 events, 1 of them different'] as const),
    );
  });

  test.each(['*', 'lead.*', 'Lead', 'lead..won', ''])("with the event '%s'", (event) => {
    expect(of({ events: [event] })).toThrowProblem('cell/module-event', 'events', event);
  });

  test('that needs a module twice', () => {
    const needs = ['contacts', 'contacts'];
    expect(of({ needs })).toThrowProblem('cell/module-needs-twice', 'needs', needs);
  });

  test.each(['leads/health', '/', '/leads/', '/leads?deep=1', 'https://api.example/leads'])(
    'whose health path is %s',
    (healthPath) => {
      expect(of({ healthPath })).toThrowProblem('cell/module-health-path', 'healthPath', healthPath);
    },
  );
});
