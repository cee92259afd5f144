import { Stack, Stage } from 'aws-cdk-lib';
import { AlarmDefinition } from '../../../src/core';
import { EDGE, newApp, workloadStack } from '../../support/cloud';
import { alarmsIn, definitionOf, messageOf, observe, Queue } from '../../support/observability';

const refusal = (name: string, by: string) => {
  return `'namePrefix' is "${name}", but ${by} makes an alarm of that name in the same region: give the system another 'namePrefix', or the source another name in 'sources'`;
};

test('a name that another observer has given is refused, whatever stacks they are in', () => {
  const app = newApp();
  const [one, two] = [workloadStack(app), workloadStack(app, 'Other')];
  observe(one, { queue: new Queue(one) }, { withoutDashboard: true });
  const message = messageOf(() => observe(two, { queue: new Queue(two) }, { withoutDashboard: true }));

  expect(message.split('\n')).toEqual([
    '3 problems [observability/alarm-name-taken at Other/Observability]:',
    `- ${refusal('prd-rl-bank-queue-QueueTooLong', 'Web/Observability')}`,
    `- ${refusal('prd-rl-bank-PageNotDelivered', 'Web/Observability')}`,
    `- ${refusal('prd-rl-bank-TicketNotDelivered', 'Web/Observability')}`,
  ]);
});

test('a name that two sources of one observer make together is refused', () => {
  const stack = workloadStack();
  const [a, b] = ['b-c', 'c'].map((id) => new Queue(stack, id, { alarms: [definitionOf({ id })] }));

  expect(() => observe(stack, { a, 'a-b': b })).toThrow(
    `${refusal('prd-rl-bank-a-b-c', 'Web/Observability')} [observability/alarm-name-taken at Web/Observability]`,
  );
});

test('a name in another region, or of another system, is free', () => {
  const app = newApp();
  const [home, edge] = [workloadStack(app), new Stack(app, 'Edge', { env: EDGE })];
  const alarms: AlarmDefinition[] = [definitionOf()];
  observe(home, { queue: new Queue(home, 'Queue', { alarms }) }, { withoutDashboard: true });
  observe(edge, { queue: new Queue(edge, 'Queue', { alarms }) }, { withoutDashboard: true });
  observe(home, { queue: new Queue(home, 'Other', { alarms }) }, { namePrefix: 'uat-rl-bank' }, 'Uat');

  expect(alarmsIn(app)).toHaveLength(9);
});

describe('where nobody says where a stack goes', () => {
  const observeIn = (stack: Stack, id?: string) => {
    return observe(stack, { queue: new Queue(stack, `Queue${id}`) }, { withoutDashboard: true }, id);
  };

  test('two Stages go to two places', () => {
    const app = newApp();
    ['Uat', 'Prod'].forEach((id) => observeIn(new Stack(new Stage(app, id), 'Web')));

    expect(alarmsIn(app).map(({ name }) => name)).toEqual(
      [1, 2]
        .flatMap(() => ['QueueTooLong', 'PageNotDelivered', 'TicketNotDelivered'])
        .map((name) => {
          return name === 'QueueTooLong' ? `prd-rl-bank-queue-${name}` : `prd-rl-bank-${name}`;
        }),
    );
  });

  test('two observers of one Stage go to one place', () => {
    const stack = new Stack(newApp(), 'Web');
    observeIn(stack);

    expect(messageOf(() => observeIn(stack, 'Other'))).toContain(
      `- ${refusal('prd-rl-bank-queue-QueueTooLong', 'Web/Observability')}`,
    );
  });

  test('two Stages that say so and go to one place are refused', () => {
    const app = newApp();
    const [uat, prod] = ['Uat', 'Prod'].map((id) => new Stack(new Stage(app, id), 'Web', { env: EDGE }));
    observeIn(uat);

    expect(messageOf(() => observeIn(prod))).toContain(
      refusal('prd-rl-bank-PageNotDelivered', 'Uat/Web/Observability'),
    );
  });
});
