import { NestedStack } from 'aws-cdk-lib';
import { observedSourcesOf } from '../../../../src/observability/private/sources/observed-source';
import { workloadStack } from '../../../support/cloud';
import { definitionOf, Queue } from '../../../support/observability';

describe('sources', () => {
  const stack = workloadStack();
  const alarmDefinitions = [definitionOf()];

  test('are read in the order of their names; those that only define alarms are where the observer is', () => {
    const nothing = { stack, graphs: [], queries: [] };

    expect(
      observedSourcesOf(stack, { b: { alarmDefinitions: [] }, 'a-b': { alarmDefinitions }, a: { alarmDefinitions } }),
    ).toEqual([
      { ...nothing, name: 'a', alarms: alarmDefinitions },
      { ...nothing, name: 'a-b', alarms: alarmDefinitions },
      { ...nothing, name: 'b', alarms: [] },
    ]);
  });

  test('in a nested stack belong to the stack around it', () => {
    const [source] = observedSourcesOf(workloadStack(), { queue: new Queue(new NestedStack(stack, 'Nested')) });

    expect(source.stack).toBe(stack);
  });
});
