import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  IPolicyTarget,
  OrganizationalUnit,
  ServiceControl,
  ServiceControlPolicy,
  ServiceControlPolicyProps,
} from '../../src/organization';
import { resourcesOf } from '../support/cloud';
import { accountIn, MANAGEMENT, organizationIn, treeStack, unitIn } from '../support/organization';
import { controls } from './proof/controls';

const STAY = ServiceControl.stayInOrganization();
const refused = (props: Partial<Record<keyof ServiceControlPolicyProps, unknown>>) => {
  const stack = treeStack();
  const all = { policyName: 'stay', controls: [STAY], targets: [organizationIn(stack)], ...props };
  return () => new ServiceControlPolicy(stack, 'Policy', all as ServiceControlPolicyProps);
};
const target = (policyTargetId: unknown): IPolicyTarget =>
  ({ policyTargetId, policyTargetName: 'It' }) as IPolicyTarget;

describe('PC5b a service control policy', () => {
  const stack = treeStack();
  const organization = organizationIn(stack);
  const workloads = unitIn(stack, 'Workloads', organization);
  const account = accountIn(workloads);
  const policy = new ServiceControlPolicy(stack, 'Stay', {
    ...{ policyName: 'stay', controls: [STAY], targets: [organization, workloads, account] },
  });

  test('has the statements of its controls, and limits root, organizational units and accounts', () => {
    expect(resourcesOf(stack, 'AWS::Organizations::Policy').map(({ Properties }) => Properties)).toEqual([
      {
        ...{ Name: 'stay', Type: 'SERVICE_CONTROL_POLICY', Description: STAY.description },
        Content: {
          Version: '2012-10-17',
          Statement: [
            {
              ...{ Sid: 'StayInOrganization', Effect: 'Deny', Resource: '*' },
              Action: ['organizations:LeaveOrganization', 'organizations:AcceptHandshake', 'account:CloseAccount'],
            },
          ],
        },
        TargetIds: ['r-ab12', stack.resolve(workloads.organizationalUnitId), stack.resolve(account.accountId)],
      },
    ]);
    expect(stack.resolve(policy.policyId)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Stay/), 'Id'] });
    expect([policy.controls, policy.targets]).toEqual([[STAY], [organization, workloads, account]]);
  });

  test('says how its type is enabled at the root', () => {
    const root = "$(aws organizations list-roots --query 'Roots[0].Id' --output text)";
    const query = `Roots[0].PolicyTypes[?Type=='SERVICE_CONTROL_POLICY'].Status`;

    expect(policy.pendingInputs).toEqual([
      {
        key: 'policyType',
        target: 'service control policies, enabled at the root of the organization',
        owner: 'an administrator of the management account, before the first deployment',
        command: `aws organizations enable-policy-type --root-id ${root} --policy-type SERVICE_CONTROL_POLICY`,
        check: `aws organizations list-roots --query "${query}" --output text # prints ENABLED`,
      },
    ]);
  });

  test('takes all controls of the library but one at once, with a description that AWS takes', () => {
    const all = treeStack();
    const { 'allowed-regions': _regions, ...some } = controls;
    new ServiceControlPolicy(all, 'All', {
      ...{ policyName: 'all', controls: Object.values(some), targets: [organizationIn(all)] },
    });
    const [{ Properties }] = resourcesOf(all, 'AWS::Organizations::Policy');

    expect(JSON.stringify(Properties.Content).length).toBeLessThan(10_240);
    expect(Properties.Description).toHaveLength(512);
  });

  const long = ServiceControl.of({
    description: 'No principal does this.',
    statements: [
      deny(
        'Long',
        Array.from({ length: 600 }, (_, index) => `s3:GetObject${index}Tagging`),
      ),
    ],
  });
  const size = '14985 characters';

  test.each<[keyof ServiceControlPolicyProps, unknown, string, unknown]>([
    ['policyName', '', 'service-control-policy/name-invalid', ''],
    ['policyName', 'é', 'service-control-policy/name-invalid', 'é'],
    ['policyName', 'FullAWSAccess', 'service-control-policy/name-taken', 'FullAWSAccess'],
    ['policyName', undefined, 'props/missing', undefined],
    ['policyName', 1, 'props/wrong-type', 1],
    ['controls', [], 'service-control-policy/no-control', []],
    ['controls', [STAY, STAY], 'service-control-policy/sid-twice', 'StayInOrganization'],
    ['controls', [long], 'service-control-policy/too-long', size],
    ['controls', ['stay'], 'props/wrong-type', ['stay']],
    ['targets', [], 'service-control-policy/no-target', []],
    ['targets', [target('o-a1b2c3d4e5')], 'service-control-policy/not-a-target', 'o-a1b2c3d4e5'],
    ['targets', [target('r-ab12'), target('r-ab12')], 'service-control-policy/target-twice', 'It'],
    ['targets', [target(MANAGEMENT)], 'service-control-policy/on-management-account', MANAGEMENT],
    ['targets', ['r-ab12'], 'props/wrong-type', ['r-ab12']],
  ])('is refused with %s %j', (prop, value, code, said) => {
    expect(refused({ [prop]: value })).toThrowProblem(code, prop, said, 'Tree/Policy');
  });

  test('has a name for itself', () => {
    const other = treeStack();
    const targets = [organizationIn(other)];
    new ServiceControlPolicy(other, 'One', { policyName: 'stay', controls: [STAY], targets });
    const second = () => new ServiceControlPolicy(other, 'Two', { policyName: 'stay', controls: [STAY], targets });

    expect(second).toThrowProblem('service-control-policy/name-taken', 'policyName', 'stay', 'Tree/Two');
  });

  test('is at most the ninth of a target, which has FullAWSAccess as well, also where the id is a token', () => {
    const other = treeStack();
    const unit: OrganizationalUnit = unitIn(other);
    const add = (index: number) => {
      const props = { policyName: `stay-${index}`, controls: [STAY], targets: [unit] };
      return new ServiceControlPolicy(other, `Stay${index}`, props);
    };
    const nine = Array.from({ length: 9 }, (_, index) => add(index));

    expect(nine).toHaveLength(9);
    expect(() => add(9)).toThrowProblem(
      ...(['service-control-policy/too-many', 'targets', '10 policies at Workloads', 'Tree/Stay9'] as const),
    );
  });
});

function deny(sid: string, actions: string[]): PolicyStatement {
  return PolicyStatement.fromJson({ Sid: sid, Effect: 'Deny', Action: actions, Resource: '*' });
}
