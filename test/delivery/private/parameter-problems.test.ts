import { Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ReleaseMarkerRole } from '../../../src/delivery';
import { newApp, workloadStack } from '../../support/cloud';
import { anyTrust } from '../../support/roles';

function marking(parameterName: string, home: Stack, place = home): () => void {
  const parameter = StringParameter.fromStringParameterAttributes(home, 'Release', { parameterName });
  return () => void new ReleaseMarkerRole(place, 'Role', { trust: anyTrust(), parameter });
}

test('one parameter is marked', () => {
  expect(marking('/rl/bank/api/SENTRY_RELEASE', workloadStack())).not.toThrow();
});

test.each(['/rl/bank/*', '/rl/bank/?', '/rl/${aws:username}'])('"%s" is not one', (name) => {
  expect(marking(name, workloadStack())).toThrow(
    `'parameter' is "${name}", but it has to be one parameter: a wildcard in a policy names all that it matches: pass the one that CI writes [delivery/not-one-parameter at Web/Role]`,
  );
});

test('a parameter of a stack that states no region is refused elsewhere, and taken there', () => {
  const app = newApp();
  const home = new Stack(app, 'Agnostic');

  expect(marking('/a', home)).not.toThrow();
  expect(marking('/b', new Stack(app, 'Other'), workloadStack(app, 'Roles'))).toThrow(
    `'parameter' is "Other/Release", but Other states no region, and the role has to name it: give Other an explicit \`env.region\` [delivery/in-no-region at Roles/Role]`,
  );
});
