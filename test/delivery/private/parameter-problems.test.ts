import { Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { DeployPermissions } from '../../../src/delivery';
import { newApp, workloadStack } from '../../support/cloud';
import { roleWith } from '../../support/roles';

function marking(parameterName: string, home: Stack, place = home): () => void {
  const parameter = StringParameter.fromStringParameterAttributes(home, 'Release', { parameterName });
  return () => void roleWith(place, DeployPermissions.writeReleaseParameter(parameter));
}

test('a parameter with a literal name is accepted', () => {
  expect(marking('/rl/bank/api/SENTRY_RELEASE', workloadStack())).not.toThrow();
});

test.each(['/rl/bank/*', '/rl/bank/?', '/rl/${aws:username}'])('the parameter "%s" is refused', (name) => {
  expect(marking(name, workloadStack())).toThrowProblem('delivery/wildcard-in-name', 'parameter', name, 'Web/Role');
});

test('a parameter of a stack without a region is refused in another stack, and accepted there', () => {
  const app = newApp();
  const home = new Stack(app, 'Agnostic');

  expect(marking('/a', home)).not.toThrow();
  expect(marking('/b', new Stack(app, 'Other'), workloadStack(app, 'Roles'))).toThrowProblem(
    'delivery/in-no-region',
    'parameter',
    'Other/Release',
    'Roles/Role',
  );
});
