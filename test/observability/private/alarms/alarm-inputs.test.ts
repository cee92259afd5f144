import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { alarmInputsOf, alarmEnvironmentsOf } from '../../../../src/observability/private/alarms/alarm-inputs';
import { newApp, WORKLOAD, workloadStack } from '../../../support/cloud';
import { definitionOf, Queue, watchedOf } from '../../../support/observability';

describe('sources', () => {
  const stack = workloadStack();
  const alarmDefinitions = [definitionOf()];

  test('are read in the order of their names; those that only define alarms are where the observer is', () => {
    const nothing = { stack, graphs: [], queries: [] };

    expect(
      alarmInputsOf(stack, { b: { alarmDefinitions: [] }, 'a-b': { alarmDefinitions }, a: { alarmDefinitions } }),
    ).toEqual([
      { ...nothing, name: 'a', alarms: alarmDefinitions },
      { ...nothing, name: 'a-b', alarms: alarmDefinitions },
      { ...nothing, name: 'b', alarms: [] },
    ]);
  });

  test('in a nested stack belong to the stack around it', () => {
    const [watched] = alarmInputsOf(workloadStack(), { queue: new Queue(new NestedStack(stack, 'Nested')) });

    expect(watched.stack).toBe(stack);
  });
});

describe('worlds', () => {
  const app = newApp();
  const [home, beside] = ['Home', 'Beside'].map((id) => workloadStack(app, id));
  const abroad = new Stack(app, 'Abroad', { env: { ...WORKLOAD, region: 'eu-west-1' } });
  const [prod, other] = ['Prod', 'Other'].map((id) => workloadStack(new Stage(app, id)));
  const partner = new Stack(app, 'Partner', { env: { ...WORKLOAD, account: '222222222222' } });
  const agnostic = new Stack(app, 'Agnostic');

  test.each<[what: string, watched: Stack[], worlds: Array<[anchor: Stack, watched: Stack[]]>]>([
    [
      'are one for a Stage and account, in whatever region',
      [beside, abroad, agnostic],
      [[home, [beside, abroad, agnostic]]],
    ],
    [
      'are others for other Stages and accounts, each at its first source, after that of the observer',
      [prod, partner, home, other, prod],
      [
        [home, [home]],
        [prod, [prod, prod]],
        [partner, [partner]],
        [other, [other]],
      ],
    ],
    ['without a source are none', [prod], [[prod, [prod]]]],
  ])('%s', (_, stacks, worlds) => {
    const made = alarmEnvironmentsOf(
      home,
      stacks.map((stack) => watchedOf(stack, {})),
    );

    expect(made.map(({ anchor, watched }) => [anchor.node.path, watched.map(({ stack }) => stack.node.path)])).toEqual(
      worlds.map(([anchor, watched]) => [anchor.node.path, watched.map(({ node }) => node.path)]),
    );
  });
});
