import { Environment, Stack } from 'aws-cdk-lib';
import { DeployPermissions } from '../../../src/delivery';
import { ImageRepository, SchemaMigration } from '../../../src/service';
import { IMAGE, runningApi } from '../../support/api';
import { newApp, WORKLOAD, workloadStack, zoneOf } from '../../support/cloud';
import { roleWith } from '../../support/roles';
import { scaffoldIn } from '../../support/scaffold';

/** Permissions for a role in one stack on a construct in the other, or on an image of the account 111111111111. */
const permissions: Array<[prop: string, value: string, on: (role: Stack, target: Stack) => DeployPermissions]> = [
  [
    'image',
    IMAGE.split(':')[0],
    (stack) => {
      const image = ImageRepository.fromImageUri(stack, 'Image', IMAGE);
      return DeployPermissions.pushImages(image);
    },
  ],
  ['service', 'Target/Api', (_, target) => DeployPermissions.rollService(runningApi({}, target))],
  [
    'migration',
    'Target/Migration',
    (_, target) =>
      DeployPermissions.releaseService(SchemaMigration.fromStateMachineName(target, 'Migration', 'prd-release')),
  ],
  [
    'parameter',
    'Target/Settings/Parameters/SENTRY_RELEASE',
    (_, target) => DeployPermissions.writeReleaseParameter(scaffoldIn(target).parameters.SENTRY_RELEASE),
  ],
  [
    'zone',
    'Target/ImportedZone',
    (_, target) => {
      return DeployPermissions.manageInfrastructure({
        zone: zoneOf(target),
        certificateNames: ['api.bank.example'],
      });
    },
  ],
];

const attempt = (on: (typeof permissions)[number][2], env?: Environment) => {
  const app = newApp();
  return expect(() => {
    const stack = new Stack(app, 'Roles', { env });
    roleWith(stack, on(stack, workloadStack(app, 'Target')));
  });
};

test.each(permissions)('RB13 a role for the %s of another account is refused', (prop, value, on) => {
  attempt(on, { ...WORKLOAD, account: '222222222222' }).toThrowProblem(
    'delivery/in-other-account',
    prop,
    value,
    'Roles/Role',
  );
});

test.each(permissions)(
  'RB13 a role for the %s of its own account is accepted, and so is an unknown account',
  (_, __, on) => {
    attempt(on, WORKLOAD).not.toThrow();
    attempt(on).not.toThrow();
  },
);
