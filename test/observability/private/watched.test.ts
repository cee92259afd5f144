import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { watchedIn, World, worldsOf } from '../../../src/observability/private/watched';
import { newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { definitionOf, Queue, watchedOf } from '../../support/observability';

const namesOf = (worlds: World[]) => worlds.map(({ watched }) => watched.map(({ name }) => name));

describe('sources', () => {
  test('are read in the order of their names', () => {
    const stack = workloadStack();
    const source = { alarmDefinitions: [] };

    expect(watchedIn(stack, { b: source, a: source, 'a-b': source }).map(({ name }) => name)).toEqual([
      'a',
      'a-b',
      'b',
    ]);
  });

  test('that only define alarms have neither graphs nor questions, and are where the observer is', () => {
    const stack = workloadStack();
    const alarmDefinitions = [definitionOf()];

    expect(watchedIn(stack, { queue: { alarmDefinitions } })).toEqual([
      { name: 'queue', stack, alarms: alarmDefinitions, graphs: [], queries: [] },
    ]);
  });

  test('in a nested stack belong to the stack around it', () => {
    const stack = workloadStack();
    const [watched] = watchedIn(workloadStack(), { queue: new Queue(new NestedStack(stack, 'Nested')) });

    expect(watched.stack).toBe(stack);
  });
});

describe('worlds', () => {
  const app = newApp();
  const home = workloadStack(app, 'Home');
  const [beside, abroad] = [
    workloadStack(app, 'Beside'),
    new Stack(app, 'Abroad', { env: { ...WORKLOAD, region: 'eu-west-1' } }),
  ];
  const [prod, other] = ['Prod', 'Other'].map((id) => workloadStack(new Stage(app, id)));
  const partner = new Stack(app, 'Partner', { env: { ...WORKLOAD, account: '222222222222' } });
  const agnostic = new Stack(app, 'Agnostic');

  test('are one for a Stage and account, in whatever region', () => {
    const watched = [watchedOf(beside, 'a', {}), watchedOf(abroad, 'b', {}), watchedOf(agnostic, 'c', {})];

    expect(worldsOf(home, watched)).toEqual([{ anchor: home, watched }]);
  });

  test('are others for other Stages and accounts, each at its first source, after that of the observer', () => {
    const watched = [
      ...[watchedOf(prod, 'a', {}), watchedOf(partner, 'b', {}), watchedOf(home, 'c', {})],
      ...[watchedOf(other, 'd', {}), watchedOf(prod, 'e', {})],
    ];
    const worlds = worldsOf(home, watched);

    expect(namesOf(worlds)).toEqual([['c'], ['a', 'e'], ['b'], ['d']]);
    expect(worlds.map(({ anchor }) => anchor)).toEqual([home, prod, partner, other]);
  });

  test('without a source are none', () => {
    expect(namesOf(worldsOf(home, [watchedOf(prod, 'a', {})]))).toEqual([['a']]);
  });
});
