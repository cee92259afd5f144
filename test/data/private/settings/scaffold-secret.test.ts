import { resourcesOf, workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

test('each secret says whose value it holds', () => {
  const stack = workloadStack();
  scaffoldIn(stack);

  expect(resourcesOf(stack, 'AWS::SecretsManager::Secret')[0].Properties.Description).toBe('API_KEY of the API');
});
