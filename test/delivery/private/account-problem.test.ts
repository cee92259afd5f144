import { Environment, Stack } from 'aws-cdk-lib';
import {
  DeployRole,
  ImagePushRole,
  InfrastructureRole,
  ReleaseMarkerRole,
  ServiceRollRole,
} from '../../../src/delivery';
import { ImageRepository } from '../../../src/service';
import { IMAGE, runningApi } from '../../support/api';
import { newApp, WORKLOAD, workloadStack, zoneOf } from '../../support/cloud';
import { anyTrust } from '../../support/roles';
import { scaffoldIn } from '../../support/scaffold';

const trust = anyTrust();
const certificateNames = ['api.bank.example'];

/** A role in one stack for something in the other, or for an image of the account 111111111111; and what that is called. */
const roles: Array<[prop: string, value: string, build: (role: Stack, target: Stack) => DeployRole]> = [
  [
    'image',
    IMAGE.split(':')[0],
    (stack) => {
      const image = ImageRepository.fromImageUri(stack, 'Image', IMAGE);
      return new ImagePushRole(stack, 'Role', { trust, image });
    },
  ],
  [
    'service',
    'Target/Api',
    (stack, target) => new ServiceRollRole(stack, 'Role', { trust, service: runningApi({}, target) }),
  ],
  [
    'parameter',
    'Target/Settings/Parameters/SENTRY_RELEASE',
    (stack, target) => {
      return new ReleaseMarkerRole(stack, 'Role', { trust, parameter: scaffoldIn(target).parameters.SENTRY_RELEASE });
    },
  ],
  [
    'zone',
    'Target/ImportedZone',
    (stack, target) => new InfrastructureRole(stack, 'Role', { trust, zone: zoneOf(target), certificateNames }),
  ],
];

const attempt = (build: (typeof roles)[number][2], env?: Environment) => {
  const app = newApp();
  return expect(() => build(new Stack(app, 'Roles', { env }), workloadStack(app, 'Target')));
};

test.each(roles)('RB13 a role for the %s of another account is refused', (prop, value, build) => {
  attempt(build, { ...WORKLOAD, account: '222222222222' }).toThrowProblem(
    'delivery/in-other-account',
    prop,
    value,
    'Roles/Role',
  );
});

test.each(roles)('a role for the %s of its own account is not, nor one whose account is not known', (_, __, build) => {
  attempt(build, WORKLOAD).not.toThrow();
  attempt(build).not.toThrow();
});
