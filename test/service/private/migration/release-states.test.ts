import { arnOf, propertiesOf } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';
import { migrationIn } from '../../../support/migration';

const stack = workloadStack();
migrationIn(stack);
const { StartAt, States, TimeoutSeconds } = propertiesOf(stack, 'AWS::StepFunctions::StateMachine').Definition;
const states: Record<string, any> = States;

/** The states that an execution goes through where each call succeeds and each question is answered. */
function pathOf(answers: Record<string, boolean>, failing: Record<string, string> = {}): string[] {
  const after = (name: string): string | undefined => {
    const { Type, Next, Choices = [], Default, Catch = [] } = states[name];
    if (failing[name]) {
      return Catch.find(({ ErrorEquals: [it] }: any) => [failing[name], 'States.ALL'].includes(it)).Next;
    }
    return Type === 'Choice' ? (answers[name] === false ? Default : Choices[0].Next) : Next;
  };
  const from = (name: string | undefined): string[] => (name === undefined ? [] : [name, ...from(after(name))]);
  return from(StartAt);
}
const ALL = { IsMigrationAll: false };

test('PC21 ET6b a release migrates with the next image, only then moves the deployment tag, and only then rolls', () => {
  expect(pathOf(ALL)).toEqual([
    ...['IsInputKnown', 'FindEarlier', 'IsFirst', 'ReadNext', 'IsThereNext', 'Migrate', 'IsMigrationAll'],
    ...['ReadNextAgain', 'IsNextTheSame', 'ReadRunning', 'Promote', 'Roll', 'Wait', 'Look', 'IsRolled', 'Released'],
  ]);
  expect(states.Migrate.Resource).toEqual(arnOf('states:::ecs:runTask.sync'));
  expect(states.Promote.Arguments).toMatchObject({ RepositoryName: 'tracker-web', ImageTag: 'live' });
  expect(states.Roll.Arguments).toEqual({ Cluster: 'prd-web', Service: 'prd-web', ForceNewDeployment: true });
});

test('a collector that ends with an error fails no migration that ended without one', () => {
  expect(pathOf(ALL, { Migrate: 'States.TaskFailed' }).slice(5, 8)).toEqual([
    'Migrate',
    'IsMigrationDone',
    'IsMigrationAll',
  ]);
  expect(states.IsMigrationDone.Choices[0].Condition).toContain("Containers[Name = 'task'].ExitCode = 0");
});

test('PC21 with migrateOnly the migration runs alone: no tag moves, and nothing rolls', () => {
  expect(pathOf({}).slice(-3)).toEqual(['Migrate', 'IsMigrationAll', 'Migrated']);
  expect(states.IsMigrationAll.Choices[0].Condition).toContain('migrateOnly = true');
});

test.each([
  ['States.TaskFailed', 'MigrationFailed'],
  ['States.Timeout', 'MigrationTimedOut'],
])('PC21 ET6b a migration that ends by %s stops the release: %s', (error, end) => {
  const path = pathOf({ ...ALL, IsMigrationDone: false }, { Migrate: error });

  expect(path.slice(0, 6)).toEqual(pathOf({}).slice(0, 6));
  expect(path.at(-1)).toBe(end);
  expect(path).not.toContain('Promote');
  expect(states[end]).toMatchObject({ Type: 'Fail', Error: end });
});

test.each([
  ['UnknownInput', { IsInputKnown: false }],
  ['NoNextImage', { IsThereNext: false }],
])('%s ends a release before its migration', (end, answers) => {
  const path = pathOf(answers);

  expect(path.at(-1)).toBe(end);
  expect(path).not.toContain('Migrate');
});

test('an image that CI pushed while another was migrated is not promoted', () => {
  const path = pathOf({ ...ALL, IsNextTheSame: false });

  expect(path.at(-1)).toBe('NextTagMoved');
  expect(path).not.toContain('Promote');
});

test('a second release waits for the first, and has events left for its own roll when it waited long', () => {
  const eventsOfPoll = 9;
  const longestRoll = (3 * 3600) / states.Wait.Seconds;
  const longestWait = TimeoutSeconds / states.WaitForEarlier.Seconds;

  expect(states.IsFirst.Default).toBe('WaitForEarlier');
  expect(states.WaitForEarlier).toMatchObject({ Type: 'Wait', Next: 'FindEarlier' });
  expect((longestWait + longestRoll) * eventsOfPoll).toBeLessThan(24_000); // Step Functions ends an execution after 25,000
});

test('a task for which Fargate has no capacity is started again', () => {
  expect(states.Migrate.Retry).toEqual([
    {
      ...{ ErrorEquals: ['AmazonECS.Unknown', 'ECS.AmazonECSException'] },
      ...{ IntervalSeconds: 30, MaxAttempts: 3, BackoffRate: 2 },
    },
  ]);
});

test('PC21 ET6c where the new tasks fail, the old image gets its tag back, and no state migrates back', () => {
  const ofFailure = pathOf(ALL, { Roll: 'Ecs.ServiceNotActiveException' }).slice(-4);
  const notPutBack = pathOf({ ...ALL, IsThereABefore: false }, { Roll: 'Ecs.ServiceNotActiveException' });
  const targets = states.IsRolled.Choices.map(({ Next }: any) => Next);

  expect(ofFailure).toEqual(['ReadPromoted', 'IsThereABefore', 'PutBack', 'RolledBack']);
  expect(notPutBack.at(-1)).toBe('RollFailed');
  expect(targets).toEqual(['Released', 'ReadPromoted', 'RollTimedOut']);
  expect(states.PutBack.Arguments.ImageManifest).toBe('{% $before.ImageManifest %}');
  expect(Object.values(states).filter(({ Resource }) => JSON.stringify(Resource)?.includes('runTask'))).toHaveLength(1);
});

test('an image that has the tag already is no failure', () => {
  expect(pathOf(ALL, { Promote: 'Ecr.ImageAlreadyExistsException' })).toContain('Roll');
  expect(pathOf(ALL, { Promote: 'Ecr.LayersNotFoundException' }).at(-1)).toBe('PromotionFailed');
  expect(states.Promote.Retry[0]).toEqual({ ErrorEquals: ['Ecr.ImageAlreadyExistsException'], MaxAttempts: 0 });
});

test('a manifest of several architectures keeps its bytes and media type', () => {
  expect(states.ReadNext.Arguments.AcceptedMediaTypes).toContain('application/vnd.oci.image.index.v1+json');
  expect(states.Promote.Arguments).toMatchObject({
    ImageDigest: '{% $next.ImageId.ImageDigest %}',
    ImageManifest: '{% $next.ImageManifest %}',
    ImageManifestMediaType: '{% $next.ImageManifestMediaType %}',
  });
});

test('each state leads to states that exist, each of which is reached', () => {
  const next = Object.values(states).flatMap(({ Next, Default, Choices = [], Catch = [] }) => {
    return [Next, Default, ...[...Choices, ...Catch].map((it: any) => it.Next)].filter(Boolean);
  });

  expect([...new Set(['IsInputKnown', ...next])].sort()).toEqual(Object.keys(states).sort());
});
