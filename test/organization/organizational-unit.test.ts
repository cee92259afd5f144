import { Stack } from 'aws-cdk-lib';
import { IOrganizationalUnit, OrganizationalUnit, OrganizationalUnitProps } from '../../src/organization';
import { resourcesOf } from '../support/cloud';
import { organizationIn, treeStack, unitIn } from '../support/organization';

const refused = (props: Partial<Record<keyof OrganizationalUnitProps, unknown>>) => {
  const stack = treeStack();
  const organization = organizationIn(stack);
  const all = { organization, organizationalUnitName: 'Workloads', ...props } as OrganizationalUnitProps;
  return () => new OrganizationalUnit(stack, 'Unit', all);
};

describe('PC5a an organizational unit', () => {
  const stack = treeStack();
  const organization = organizationIn(stack);
  const workloads = unitIn(stack, 'Workloads', organization);
  const nested = new OrganizationalUnit(stack, 'Regulated', {
    ...{ organization, organizationalUnitName: 'Regulated', parent: workloads },
  });
  const inExisting = new OrganizationalUnit(stack, 'Banks', {
    ...{ organization, organizationalUnitName: 'Banks' },
    parent: OrganizationalUnit.fromOrganizationalUnitId(stack, 'Existing', 'ou-ab12-c3d4e5f6'),
  });

  test('is below the root, below another one, or below one that exists', () => {
    const [
      {
        'Fn::GetAtt': [workloadsId],
      },
    ] = [stack.resolve(workloads.organizationalUnitId)];
    const properties = resourcesOf(stack, 'AWS::Organizations::OrganizationalUnit').map((it) => it.Properties);

    expect(properties).toEqual([
      { Name: 'Workloads', ParentId: 'r-ab12' },
      { Name: 'Regulated', ParentId: { 'Fn::GetAtt': [workloadsId, 'Id'] } },
      { Name: 'Banks', ParentId: 'ou-ab12-c3d4e5f6' },
    ]);
    expect([workloads, nested, inExisting].map((it) => it.policyTargetId)).toEqual(
      [workloads, nested, inExisting].map((it) => it.organizationalUnitId),
    );
    expect(nested.policyTargetName).toBe('Regulated');
  });

  test('that exists is known by its id, which is its name as well', () => {
    const known: IOrganizationalUnit = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Known', 'ou-ab12-11111111');

    expect(known).toMatchObject({
      organizationalUnitId: 'ou-ab12-11111111',
      organizationalUnitName: 'ou-ab12-11111111',
      policyTargetId: 'ou-ab12-11111111',
      policyTargetName: 'ou-ab12-11111111',
    });
    expect(() => OrganizationalUnit.fromOrganizationalUnitId(stack, 'Wrong', 'r-ab12')).toThrowProblem(
      ...(['organizational-unit/id-invalid', 'organizationalUnitId', 'r-ab12'] as const),
    );
  });

  test.each<[keyof OrganizationalUnitProps, unknown, string, unknown]>([
    ['organizationalUnitName', '', 'organizational-unit/name-invalid', ''],
    ['organizationalUnitName', ' Workloads', 'organizational-unit/name-invalid', ' Workloads'],
    ['organizationalUnitName', 'w'.repeat(129), 'organizational-unit/name-invalid', 'w'.repeat(129)],
    ['organizationalUnitName', undefined, 'props/missing', undefined],
    ['organizationalUnitName', 1, 'props/wrong-type', 1],
    ['organization', undefined, 'props/missing', undefined],
    ['organization', 'r-ab12', 'props/wrong-type', 'r-ab12'],
    ['parent', 'ou-ab12-c3d4e5f6', 'props/wrong-type', 'ou-ab12-c3d4e5f6'],
  ])('is refused with %s %j', (prop, value, code, said) => {
    expect(refused({ [prop]: value })).toThrowProblem(code, prop, said, 'Tree/Unit');
  });

  test('has a name of its own below its parent, and the same name below another one', () => {
    const other = treeStack();
    const first = unitIn(other);
    const again = () => new OrganizationalUnit(other, 'Again', { organization, organizationalUnitName: 'Workloads' });
    const below = { organization, organizationalUnitName: 'Workloads', parent: first };

    expect(again).toThrowProblem('organizational-unit/name-taken', 'organizationalUnitName', 'Workloads', 'Tree/Again');
    expect(new OrganizationalUnit(other, 'Below', below).organizationalUnitName).toBe('Workloads');
  });

  test('is at most the fifth below the root', () => {
    const deep = treeStack();
    const below = (scope: Stack, level: number, parent?: IOrganizationalUnit): OrganizationalUnit => {
      const props = { organization: organizationIn(scope, `O${level}`), organizationalUnitName: 'Level', parent };
      const unit = new OrganizationalUnit(scope, `Level${level}`, props);
      return level === 5 ? unit : below(scope, level + 1, unit);
    };
    const fifth = below(deep, 1);
    const sixth = () =>
      new OrganizationalUnit(deep, 'Sixth', { organization, organizationalUnitName: 'Level', parent: fifth });

    expect(sixth).toThrowProblem('organizational-unit/too-deep', 'parent', 'level 6 below the root', 'Tree/Sixth');
  });
});
