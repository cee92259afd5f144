import { Lazy, Stack } from 'aws-cdk-lib';
import {
  InfrastructureRole,
  InfrastructureRoleProps,
  PlanRole,
  PlanRoleProps,
  StackDeployRole,
  StackDeployRoleProps,
} from '../../../src/delivery';
import { newApp, WORKLOAD, workloadStack, zoneOf } from '../../support/cloud';
import { anyTrust } from '../../support/roles';

const certificateNames = ['api.bank.example'];
const attempt = (props: Partial<InfrastructureRoleProps>, stack = workloadStack()) => {
  const zone = zoneOf(stack);
  return expect(
    () => new InfrastructureRole(stack, 'Infrastructure', { trust: anyTrust(), zone, certificateNames, ...props }),
  );
};
const attemptPlan = (props: Partial<PlanRoleProps>, stack = workloadStack()) => {
  return expect(() => new PlanRole(stack, 'Plan', { trust: anyTrust(), stacks: [stack], ...props }));
};
const attemptDeploy = (props: Partial<StackDeployRoleProps>, stack = workloadStack()) => {
  return expect(() => new StackDeployRole(stack, 'Deploy', { trust: anyTrust(), ...props }));
};

const NO_NAMES = `'certificateNames' is [], but without a name no certificate could be requested: name the hosts, such as "api.bank.example" [delivery/no-certificate-names at Web/`;

test('RB17b no name of a certificate is refused', () => {
  attempt({ certificateNames: [] }).toThrow(`${NO_NAMES}Infrastructure]`);
});

test.each([
  'api.other.example',
  'evilbank.example',
  'example',
  'https://api.bank.example',
  'a b.bank.example',
  '',
  '*',
])('RB17b "%s" is no name in the zone', (name) => {
  attempt({ certificateNames: ['api.bank.example', name] }).toThrow(
    `'certificateNames' is "${name}", but it has to be a full name in the zone bank.example, where its owner is checked: write it like "api.bank.example" [delivery/name-outside-zone at Web/Infrastructure]`,
  );
});

test.each(['bank.example', 'api.bank.example', '*.bank.example', 'API.Bank.Example.', 'a.b.c.bank.example'])(
  'RB17b "%s" is a name in the zone',
  (name) => {
    attempt({ certificateNames: [name] }).not.toThrow();
  },
);

test('RB17b a name that only CloudFormation knows is taken', () => {
  attempt({ certificateNames: [Lazy.string({ produce: () => 'api.bank.example' })] }).not.toThrow();
});

const BAD_REGIONS = ['Singapore', 'ap-southeast-1a', '*', 'AP-SOUTHEAST-1', 'us-*-1', ''];
const REGIONS = ['ap-southeast-1', 'us-gov-west-1', 'cn-north-1'];

describe('a region', () => {
  test.each(BAD_REGIONS)('"%s" is none', (region) => {
    const sentence = `is "${region}", but it has to be the name of one region: write it like "ap-southeast-1" [delivery/not-a-region at Web/`;

    attempt({ certificateRegions: [region] }).toThrow(`'certificateRegions' ${sentence}Infrastructure]`);
    attemptDeploy({ regions: [region] }).toThrow(`'regions' ${sentence}Deploy]`);
  });

  test.each(REGIONS)('"%s" is one', (region) => {
    attempt({ certificateRegions: [region] }).not.toThrow();
    attemptDeploy({ regions: [region] }).not.toThrow();
  });

  test('that only CloudFormation knows is taken', () => {
    attempt({}, new Stack(newApp(), 'Agnostic')).not.toThrow();
    attemptDeploy({}, new Stack(newApp(), 'Agnostic')).not.toThrow();
  });
});

test('no region to deploy to is refused', () => {
  attemptDeploy({ regions: [] }).toThrow(
    `'regions' is [], but without a region there is no role to take on: name the regions of the stacks, or leave it out [delivery/no-regions at Web/Deploy]`,
  );
});

describe('a plan', () => {
  test('of no stack is refused', () => {
    attemptPlan({ stacks: [] }).toThrow(
      `'stacks' is [], but without a stack there is nothing to compare: pass the stacks of the app [delivery/no-stacks at Web/Plan]`,
    );
  });

  test('of a stack in another account is refused', () => {
    const app = newApp();
    const other = new Stack(app, 'Other', { env: { ...WORKLOAD, account: '222222222222' } });

    attemptPlan({ stacks: [other] }, workloadStack(app)).toThrow(
      `'stacks' is "Other", but it is in account 222222222222, and the role in 111111111111: make a role in that account for it [delivery/stack-in-other-account at Web/Plan]`,
    );
  });

  test('of a stack whose account is not known is taken, from either side', () => {
    const app = newApp();
    const [agnostic, known] = [new Stack(app, 'Agnostic'), workloadStack(app)];

    attemptPlan({ stacks: [agnostic] }, known).not.toThrow();
    attemptPlan({ stacks: [known] }, agnostic).not.toThrow();
  });

  test('of infrastructure has the rules of the role that looks after it', () => {
    const stack = workloadStack();

    attemptPlan({ infrastructure: { zone: zoneOf(stack), certificateNames: [] } }, stack).toThrow(`${NO_NAMES}Plan]`);
  });
});

describe('a qualifier', () => {
  test.each(['', '*', 'RLBANK', 'rl-bank', 'a'.repeat(11)])('"%s" is refused', (qualifier) => {
    const sentence = `'qualifier' is "${qualifier}", but the CDK takes 1 to 10 small letters and digits, and a wildcard would name the roles of others: take the one that the account was bootstrapped with, or leave it out [delivery/not-a-qualifier at Web/`;

    attemptPlan({ qualifier }).toThrow(`${sentence}Plan]`);
    attemptDeploy({ qualifier }).toThrow(`${sentence}Deploy]`);
  });

  test.each(['a', 'a'.repeat(10), 'hnb659fds', '0'])('"%s" is taken', (qualifier) => {
    attemptPlan({ qualifier }).not.toThrow();
    attemptDeploy({ qualifier }).not.toThrow();
  });
});
