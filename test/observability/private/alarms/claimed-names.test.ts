import { Stack, StackProps, Stage } from 'aws-cdk-lib';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../../support/cloud';
import { definitionOf, messageOf, observe, Queue } from '../../../support/observability';

const refusal = (name: string, by = 'Web/Observability') => {
  return `'namePrefix' is "${name}", but ${by} makes an alarm of that name in the same region: give the system another 'namePrefix', or the source another name in 'sources'`;
};

/** What is told of the second of two observers, by lines. */
const toldOfSecond = (first: Stack, second: Stack, namePrefix = 'prd-rl-bank') => {
  const observeIn = (stack: Stack, id: string, prefix: string) => {
    observe(stack, { queue: new Queue(stack, id) }, { withoutDashboard: true, namePrefix: prefix }, `Observe${id}`);
  };
  observeIn(first, 'One', 'prd-rl-bank');
  return messageOf(() => observeIn(second, 'Two', namePrefix)).split('\n');
};

const twoStacks = (one: StackProps, two = one) => {
  const app = newApp();
  return [new Stack(app, 'One', one), new Stack(app, 'Two', two)] as const;
};
const twoStages = (props: StackProps) => {
  const app = newApp();
  const [uat, prod] = ['Uat', 'Prod'].map((id) => new Stack(new Stage(app, id), 'Web', props));
  return [uat, prod] as const;
};

test.each([
  ['in two stacks of one place', ...twoStacks({ env: WORKLOAD }), 'One/ObserveOne'],
  ['in two stacks that say nothing of where they go', ...twoStacks({}), 'One/ObserveOne'],
  ['in two Stages that go to one place', ...twoStages({ env: EDGE }), 'Uat/Web/ObserveOne'],
])('names that another observer has given are refused: %s', (_, first, second, by) => {
  expect(toldOfSecond(first, second)).toEqual([
    `3 problems [observability/alarm-name-taken at ${second.node.path}/ObserveTwo]:`,
    ...['queue-QueueTooLong', 'PageNotDelivered', 'TicketNotDelivered'].map((name) => {
      return `- ${refusal(`prd-rl-bank-${name}`, by)}`;
    }),
  ]);
});

test.each([
  ['in two regions', ...twoStacks({ env: WORKLOAD }, { env: EDGE }), undefined],
  ['of two systems', ...twoStacks({ env: WORKLOAD }), 'uat-rl-bank'],
  ['in two Stages that say nothing of where they go', ...twoStages({}), undefined],
])('names are free %s', (_, first, second, namePrefix) => {
  expect(toldOfSecond(first, second, namePrefix)).toEqual(['nothing was thrown']);
});

test.each<[who: string, sources: Array<[name: string, ids: string[]]>, name: string]>([
  [
    'two sources',
    [
      ['a', ['b-c']],
      ['a-b', ['c']],
    ],
    'prd-rl-bank-a-b-c',
  ],
  ['an alarm and the composite of another one', [['a', ['A', 'A-Call']]], 'prd-rl-bank-a-A-Call'],
])('a name that %s of one observer make together is refused', (_, sources, name) => {
  const stack = workloadStack();
  const queues = sources.map(([source, [id, ...others]]) => {
    const alarms = [definitionOf({ id, suppressedBy: others }), ...others.map((it) => definitionOf({ id: it }))];
    return [source, new Queue(stack, source, { alarms })];
  });

  expect(messageOf(() => observe(stack, Object.fromEntries(queues)))).toBe(
    `${refusal(name)} [observability/alarm-name-taken at Web/Observability]`,
  );
});
