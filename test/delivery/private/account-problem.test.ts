import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { InfrastructureRole, ReleaseMarkerRole, ServiceRollRole } from '../../../src/delivery';
import { accountProblem } from '../../../src/delivery/private/account-problem';
import { runningApi } from '../../support/api';
import { newApp, workloadStack, zoneOf } from '../../support/cloud';
import { anyTrust } from '../../support/roles';
import { scaffoldIn } from '../../support/scaffold';

const app = newApp();
const ours = workloadStack(app, 'Ours');
const theirs = new Stack(app, 'Theirs', { env: { account: '222222222222', region: 'ap-southeast-1' } });
const agnostic = new Stack(app, 'Agnostic');
const trust = anyTrust();

test('what is in another account is told, and what may be in the same is not', () => {
  const [here, there, somewhere] = [ours, theirs, agnostic].map((stack) => new Construct(stack, 'Thing'));

  expect(accountProblem(here, 'service', here)).toBeUndefined();
  expect(accountProblem(here, 'service', somewhere)).toBeUndefined();
  expect(accountProblem(here, 'service', there)).toEqual({
    code: 'delivery/in-other-account',
    prop: 'service',
    value: 'Theirs/Thing',
    allowed: 'it is in account 222222222222, and the role in 111111111111',
    fix: 'make the role in 222222222222; it may trust jobs and roles from anywhere',
  });
});

test.each<[string, () => unknown]>([
  [
    'service',
    () => new ServiceRollRole(theirs, 'Roll', { trust, service: runningApi({}, workloadStack(newApp(), 'Web')) }),
  ],
  [
    'parameter',
    () => {
      const parameter = scaffoldIn(workloadStack(newApp(), 'Settings')).parameters.SENTRY_RELEASE;
      return new ReleaseMarkerRole(theirs, 'Marker', { trust, parameter });
    },
  ],
  [
    'zone',
    () => {
      const certificateNames = ['api.bank.example'];
      return new InfrastructureRole(theirs, 'Infra', { trust, zone: zoneOf(ours), certificateNames });
    },
  ],
])('a role for a %s of another account is refused', (prop, build) => {
  expect(build).toThrow(
    new RegExp(`^'${prop}' is ".*", but it is in account 111111111111, and the role in 222222222222`),
  );
});
