import { Stack, StackProps, Stage } from 'aws-cdk-lib';
import { EDGE, newApp, WORKLOAD, workloadStack } from '../../../support/cloud';
import { definitionOf, observe, Queue } from '../../../support/observability';

const CODE = 'observability/alarm-name-taken';

/** Makes two observers, each of a queue of its own. */
const observeTwice = (first: Stack, second: Stack, namePrefix = 'prd-rl-bank') => {
  const observeIn = (stack: Stack, id: string, prefix: string) => {
    observe(stack, { queue: new Queue(stack, id) }, { dashboard: false, namePrefix: prefix }, `Observe${id}`);
  };
  observeIn(first, 'One', 'prd-rl-bank');
  return expect(() => observeIn(second, 'Two', namePrefix));
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
  ['in two stacks of one place', ...twoStacks({ env: WORKLOAD })],
  ['in two stacks that say nothing of where they go', ...twoStacks({})],
  ['in two Stages that go to one place', ...twoStages({ env: EDGE })],
])('names that another observer has given are refused in one problem: %s', (_, first, second) => {
  const refused = observeTwice(first, second);

  refused.toThrowProblem(CODE, 'namePrefix', 'prd-rl-bank-queue-QueueTooLong', `${second.node.path}/ObserveTwo`);
});

test.each([
  ['in two regions', ...twoStacks({ env: WORKLOAD }, { env: EDGE }), undefined],
  ['of two systems', ...twoStacks({ env: WORKLOAD }), 'uat-rl-bank'],
  ['in two Stages that say nothing of where they go', ...twoStages({}), undefined],
])('names are free %s', (_, first, second, namePrefix) => {
  observeTwice(first, second, namePrefix).not.toThrow();
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

  expect(() => observe(stack, Object.fromEntries(queues))).toThrowProblem(
    CODE,
    'namePrefix',
    name,
    'Web/Observability',
  );
});
