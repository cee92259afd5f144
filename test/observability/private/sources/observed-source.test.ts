import { NestedStack } from 'aws-cdk-lib';
import { observedSourcesOf } from '../../../../src/observability/private/sources/observed-source';
import { workloadStack } from '../../../support/cloud';
import { definitionOf, Queue } from '../../../support/observability';

describe('sources', () => {
  const stack = workloadStack();
  const alarmDefinitions = [definitionOf()];

  test('are read in the order of their names; those that only define alarms are where the observer is', () => {
    const nothing = { stack, graphs: [], queries: [], replaces: undefined };
    const [a, ab, b] = [{ alarmDefinitions }, { alarmDefinitions }, { alarmDefinitions: [] }];

    expect(observedSourcesOf(stack, { b, 'a-b': ab, a })).toEqual([
      { ...nothing, name: 'a', origin: a, alarms: alarmDefinitions },
      { ...nothing, name: 'a-b', origin: ab, alarms: alarmDefinitions },
      { ...nothing, name: 'b', origin: b, alarms: [] },
    ]);
  });

  test.each<[what: string, source: any, value: string | undefined]>([
    ['a construct without alarms', stack, stack.node.path],
    ['a plain object', { alarms: [] }, 'object'],
    ['a missing one', undefined, undefined],
  ])('%s is refused by its name', (_, source, value) => {
    const read = () => observedSourcesOf(stack, { x: source });

    expect(read).toThrowProblem('observability/not-a-source', 'sources.x', value, stack.node.path);
  });

  test('in a nested stack belong to the stack around it', () => {
    const [source] = observedSourcesOf(workloadStack(), { queue: new Queue(new NestedStack(stack, 'Nested')) });

    expect(source.stack).toBe(stack);
  });
});
