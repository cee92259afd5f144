import { Lazy, Stack } from 'aws-cdk-lib';
import {
  DeployPermissions,
  DeployStacksOptions,
  DiffStacksOptions,
  InfrastructureOptions,
} from '../../../src/delivery';
import { newApp, WORKLOAD, workloadStack, zoneOf } from '../../support/cloud';
import { roleWith } from '../../support/roles';

const certificateNames = ['api.bank.example'];
const attempt = (options: Partial<InfrastructureOptions>, stack = workloadStack()) => {
  const zone = zoneOf(stack);
  const permissions = DeployPermissions.manageInfrastructure({ zone, certificateNames, ...options });
  return expect(() => roleWith(stack, permissions));
};
const attemptPlan = (options: Partial<DiffStacksOptions>, stack = workloadStack()) => {
  return expect(() => roleWith(stack, DeployPermissions.diffStacks({ stacks: [stack], ...options })));
};
const attemptDeploy = (options: DeployStacksOptions, stack = workloadStack()) => {
  return expect(() => roleWith(stack, DeployPermissions.deployStacks(options)));
};

const NO_NAMES = ['delivery/no-certificate-names', 'certificateNames', [], 'Web/Role'] as const;

test('RB17b certificateNames without a name are refused', () => {
  attempt({ certificateNames: [] }).toThrowProblem(...NO_NAMES);
});

test.each([
  'api.other.example',
  'evilbank.example',
  'example',
  'https://api.bank.example',
  'a b.bank.example',
  '',
  '*',
])('RB17b the certificate name "%s" is refused', (name) => {
  attempt({ certificateNames: ['api.bank.example', name] }).toThrowProblem(
    'delivery/name-outside-zone',
    'certificateNames',
    name,
    'Web/Role',
  );
});

test.each(['bank.example', 'api.bank.example', '*.bank.example', 'API.Bank.Example.', 'a.b.c.bank.example'])(
  'RB17b the certificate name "%s" is accepted',
  (name) => {
    attempt({ certificateNames: [name] }).not.toThrow();
  },
);

test('RB17b a certificate name that is a token is accepted', () => {
  attempt({ certificateNames: [Lazy.string({ produce: () => 'api.bank.example' })] }).not.toThrow();
});

const BAD_REGIONS = ['Singapore', 'ap-southeast-1a', '*', 'AP-SOUTHEAST-1', 'us-*-1', ''];
const REGIONS = ['ap-southeast-1', 'us-gov-west-1', 'cn-north-1'];

describe('a region', () => {
  test.each(BAD_REGIONS)('"%s" is refused', (region) => {
    attempt({ certificateRegions: [region] }).toThrowProblem('delivery/not-a-region', 'certificateRegions', region);
    attemptDeploy({ regions: [region] }).toThrowProblem('delivery/not-a-region', 'regions', region);
  });

  test.each(REGIONS)('"%s" is accepted', (region) => {
    attempt({ certificateRegions: [region] }).not.toThrow();
    attemptDeploy({ regions: [region] }).not.toThrow();
  });

  test('that is a token is accepted', () => {
    attempt({}, new Stack(newApp(), 'Agnostic')).not.toThrow();
    attemptDeploy({}, new Stack(newApp(), 'Agnostic')).not.toThrow();
  });
});

test('regions without one are refused', () => {
  attemptDeploy({ regions: [] }).toThrowProblem('delivery/no-regions', 'regions', [], 'Web/Role');
});

describe('diffStacks', () => {
  test('without a stack is refused', () => {
    attemptPlan({ stacks: [] }).toThrowProblem('delivery/no-stacks', 'stacks', [], 'Web/Role');
  });

  test('with a stack in another account is refused', () => {
    const app = newApp();
    const other = new Stack(app, 'Other', { env: { ...WORKLOAD, account: '222222222222' } });

    attemptPlan({ stacks: [other] }, workloadStack(app)).toThrowProblem(
      'delivery/stack-in-other-account',
      'stacks',
      'Other',
      'Web/Role',
    );
  });

  test('accepts a stack with an unknown account, and a role with one', () => {
    const app = newApp();
    const [agnostic, known] = [new Stack(app, 'Agnostic'), workloadStack(app)];

    attemptPlan({ stacks: [agnostic] }, known).not.toThrow();
    attemptPlan({ stacks: [known] }, agnostic).not.toThrow();
  });

  test('checks its infrastructure as manageInfrastructure does', () => {
    const stack = workloadStack();

    attemptPlan({ infrastructure: { zone: zoneOf(stack), certificateNames: [] } }, stack).toThrowProblem(...NO_NAMES);
  });
});

describe('a qualifier', () => {
  test.each(['', '*', 'RLBANK', 'rl-bank', 'a'.repeat(11)])('"%s" is refused', (qualifier) => {
    attemptPlan({ qualifier }).toThrowProblem('delivery/not-a-qualifier', 'qualifier', qualifier);
    attemptDeploy({ qualifier }).toThrowProblem('delivery/not-a-qualifier', 'qualifier', qualifier);
  });

  test.each(['a', 'a'.repeat(10), 'hnb659fds', '0'])('"%s" is accepted', (qualifier) => {
    attemptPlan({ qualifier }).not.toThrow();
    attemptDeploy({ qualifier }).not.toThrow();
  });
});
