import { Aws } from 'aws-cdk-lib';
import { MemberAccount, MemberAccountProps, Organization, OrganizationalUnit } from '../../src/organization';
import { resourcesOf } from '../support/cloud';
import { accountIn, MANAGEMENT, treeStack, unitIn } from '../support/organization';

const refused = (props: Partial<Record<keyof MemberAccountProps, unknown>>) => {
  const unit = unitIn(treeStack());
  return () => accountIn(unit, 'log-archive', props as Partial<MemberAccountProps>);
};

describe('a member account', () => {
  const stack = treeStack();
  const security = unitIn(stack, 'Security');
  const created = accountIn(security, 'security-tooling', { roleName: 'Administrator' });
  const known = accountIn(security, 'log-archive', { accountId: '100000000002' });
  const existing = accountIn(security, 'network-hub', { accountId: '100000000003', existing: true });
  const last = accountIn(security, 'ci-cd');

  test('is created in its organizational unit, after the one before it, and outlives its stack', () => {
    const accounts = resourcesOf(stack, 'AWS::Organizations::Account');
    const logicalId = (account: { accountId: string }) => stack.resolve(account.accountId)['Fn::GetAtt'][0];
    const unitId = stack.resolve(security.organizationalUnitId);
    const retained = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

    expect(accounts).toEqual([
      {
        Type: 'AWS::Organizations::Account',
        Properties: {
          ...{ AccountName: 'security-tooling', Email: 'aws+security-tooling@acme.example' },
          ...{ ParentIds: [unitId], RoleName: 'Administrator' },
        },
        ...retained,
      },
      expect.objectContaining({
        Properties: { AccountName: 'log-archive', Email: 'aws+log-archive@acme.example', ParentIds: [unitId] },
        DependsOn: [logicalId(created)],
        ...retained,
      }),
      expect.objectContaining({
        Properties: expect.objectContaining({ AccountName: 'ci-cd' }),
        DependsOn: [expect.stringMatching(/^logarchive/)],
      }),
    ]);
  });

  test('that exists has no resource; the move is a command', () => {
    const parents = "aws organizations list-parents --child-id 100000000003 --query 'Parents[0].Id' --output text";
    const units = 'aws organizations list-organizational-units-for-parent --parent-id r-ab12';
    const unit = `$(${units} --query "OrganizationalUnits[?Name=='Security'].Id" --output text)`;

    expect(existing.accountId).toBe('100000000003');
    expect(existing.pendingInputs).toEqual([
      {
        key: 'organizationalUnit',
        target: 'account network-hub in the organizational unit Security',
        owner: 'an administrator of the management account, after the deployment that creates the unit',
        command: `aws organizations move-account --account-id 100000000003 --source-parent-id $(${parents}) --destination-parent-id ${unit}`,
        check: `${parents} # prints the id of Security`,
      },
    ]);
  });

  test('has an environment once its id is written down, and until then a command that looks it up', () => {
    const query = `Accounts[?Name=='ci-cd']`;

    expect(known.environment('eu-central-1')).toEqual({ account: '100000000002', region: 'eu-central-1' });
    expect(known.pendingInputs).toEqual([]);
    expect(last.pendingInputs).toEqual([
      {
        key: 'accountId',
        target: "'accountId' of ci-cd, in the app",
        owner: 'an administrator of the management account, after the deployment that creates the account',
        command: `aws organizations list-accounts --query "${query}.Id" --output text`,
        check: `aws organizations list-accounts --query "${query}.Status" --output text # prints ACTIVE`,
      },
    ]);
    expect(() => last.environment('eu-central-1')).toThrowProblem(
      ...(['member-account/id-not-known', 'accountId', 'not written down for ci-cd', 'Tree/ci-cd'] as const),
    );
    expect(() => known.environment(1 as any)).toThrowProblem('props/wrong-type', 'region', 1, 'Tree/log-archive');
  });

  test('is a target of policies by its id and name', () => {
    expect([known.policyTargetId, known.policyTargetName]).toEqual(['100000000002', 'log-archive']);
    expect(created.policyTargetId).toBe(created.accountId);
    expect(known.organizationalUnit).toBe(security);
  });

  test.each<[keyof MemberAccountProps, unknown, string]>([
    ['accountName', '', 'member-account/name-invalid'],
    ['accountName', 'a'.repeat(51), 'member-account/name-invalid'],
    ['accountName', undefined, 'props/missing'],
    ['email', 'aws', 'member-account/email-invalid'],
    ['email', 'aws@acme', 'member-account/email-invalid'],
    ['email', `${'a'.repeat(60)}@acme.example`, 'member-account/email-invalid'],
    ['email', 1, 'props/wrong-type'],
    ['accountId', '1', 'member-account/id-invalid'],
    ['accountId', 100000000002, 'props/wrong-type'],
    ['accountId', MANAGEMENT, 'member-account/is-management-account'],
    ['existing', 'yes', 'props/wrong-type'],
    ['roleName', 1, 'props/wrong-type'],
    ['organizationalUnit', undefined, 'props/missing'],
    ['organizationalUnit', 'ou-ab12-c3d4e5f6', 'props/wrong-type'],
  ])('is refused with %s %j', (prop, value, code) => {
    expect(refused({ [prop]: value })).toThrow(new RegExp(`'${prop}' is .*\\[${code} at Tree/`));
  });

  test('of another app is known by name and id', () => {
    const imported = (accountId: unknown) => () =>
      MemberAccount.fromMemberAccountAttributes(treeStack(), 'Known', {
        accountName: 'ci-cd',
        accountId: accountId as string,
      });
    const place = 'MemberAccount.fromMemberAccountAttributes';

    expect(imported('100000000005')()).toMatchObject({
      ...{ accountName: 'ci-cd', accountId: '100000000005', policyTargetId: '100000000005', policyTargetName: 'ci-cd' },
    });
    expect(imported('1')).toThrowProblem('member-account/id-invalid', 'accountId', '1', place);
    expect(imported(undefined)).toThrowProblem('props/missing', 'accountId', undefined, place);
    expect(imported(1)).toThrowProblem('props/wrong-type', 'accountId', 1, place);
  });

  test('that exists has an id', () => {
    const code = 'member-account/existing-without-id';
    expect(refused({ existing: true })).toThrowProblem(code, 'accountId', undefined, 'Tree/log-archive');
    expect(refused({ existing: true, accountId: Aws.ACCOUNT_ID })).toThrowProblem(
      code,
      'accountId',
      'an id that only CloudFormation knows',
      'Tree/log-archive',
    );
  });

  test.each<[string, Partial<MemberAccountProps>, string]>([
    ['accountName', { accountName: 'one' }, 'one'],
    ['email', { email: 'AWS+one@acme.example' }, 'aws+one@acme.example'],
    ['accountId', { accountId: '100000000002' }, '100000000002'],
  ])('has its %s for itself', (prop, props, value) => {
    const unit = unitIn(treeStack());
    accountIn(unit, 'one', { accountId: '100000000002' });
    const second = () => accountIn(unit, 'two', props);

    expect(second).toThrowProblem('member-account/taken', prop, value, 'Tree/two');
  });

  test('beyond the quota of ten asks for more in time, the management account among them', () => {
    const unit = unitIn(treeStack());
    const accounts = Array.from({ length: 12 }, (_, index) => {
      return accountIn(unit, `a${index}`, { accountId: `1000000000${10 + index}` });
    });
    const [first, ...others] = accounts.flatMap((account) => account.pendingInputs);
    const quota = '--service-code organizations --quota-code L-E619E033 --region us-east-1';

    expect(others).toEqual([]);
    expect(accounts[9].pendingInputs).toEqual([first]);
    expect(first).toMatchObject({
      key: 'quota',
      command: `aws service-quotas request-service-quota-increase ${quota} --desired-value 13`,
      check: `aws service-quotas get-service-quota ${quota} --query Quota.Value --output text # prints 13.0 or more`,
    });
  });

  test('that exists in a unit that exists is moved at any time, to an id', () => {
    const unit = OrganizationalUnit.fromOrganizationalUnitId(treeStack(), 'Old', 'ou-ab12-c3d4e5f6');
    const [{ owner, check }] = accountIn(unit, 'old', { accountId: '100000000009', existing: true }).pendingInputs;

    expect(owner).toBe('an administrator of the management account, once');
    expect(check).toMatch(/ # prints ou-ab12-c3d4e5f6$/);
  });

  test('of a new organization is moved below a root that is looked up', () => {
    const other = treeStack();
    const unit = unitIn(other, 'Security', new Organization(other, 'Organization'));
    const [{ command }] = accountIn(unit, 'old', { accountId: '100000000009', existing: true }).pendingInputs;

    expect(command).toContain("--parent-id $(aws organizations list-roots --query 'Roots[0].Id' --output text) ");
  });
});
