import { Stack } from 'aws-cdk-lib';
import { ReleaseMarkerRole } from '../../src/delivery';
import { arnOf, exportsIn } from '../support/api';
import { newApp, workloadStack } from '../support/cloud';
import { anyTrust, neverItself, policiesOf, roleOf, textOf } from '../support/roles';
import { scaffoldIn } from '../support/scaffold';

function markerIn(stack: Stack, settings = stack): ReleaseMarkerRole {
  const parameter = scaffoldIn(settings).parameters.SENTRY_RELEASE;
  return new ReleaseMarkerRole(stack, 'Marker', { trust: anyTrust(), roleName: 'mark', parameter });
}

const WRITING = {
  Effect: 'Allow',
  Action: 'ssm:PutParameter',
  Resource: arnOf('ssm:ap-southeast-1:111111111111:parameter/rl/bank/api/SENTRY_RELEASE'),
};

test('the role writes the one parameter, and reads none', () => {
  expect(policiesOf(markerIn(workloadStack()))).toEqual({ Default: [neverItself('mark'), WRITING] });
});

test('the role says what it is for', () => {
  expect(roleOf(markerIn(workloadStack())).Description).toBe('Says which release runs');
});

test('a role in another stack than the parameter holds nothing in its place', () => {
  const app = newApp();
  const role = markerIn(workloadStack(app, 'Roles'), workloadStack(app, 'Settings'));

  expect(policiesOf(role)).toEqual({ Default: [neverItself('mark'), WRITING] });
  expect(exportsIn(app)).toEqual([]);
  expect(textOf(app)).not.toContain('Fn::ImportValue');
});
