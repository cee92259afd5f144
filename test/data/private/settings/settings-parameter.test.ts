import { parameterFor } from '../../../../src/data/private/settings/settings-parameter';
import { resourcesOf, templateOf, workloadStack } from '../../../support/cloud';

test('a parameter without a value of ours is named and not made', () => {
  const stack = workloadStack();
  const parameter = parameterFor(stack, 'SENTRY_RELEASE', { path: 'tracker/web' });

  expect(parameter.parameterName).toBe('/tracker/web/SENTRY_RELEASE');
  expect(resourcesOf(stack, 'AWS::SSM::Parameter')).toEqual([]);
  expect(Object.keys(templateOf(stack).Parameters)).toEqual(['BootstrapVersion']);
});
