import { ProductAccounts, ProductAccountsProps } from '../../src/organization';
import { resourcesOf } from '../support/cloud';
import { accountIn, treeStack, unitIn } from '../support/organization';

const CRM = { productName: 'acme-crm', email: 'aws@acme.example' };

const refused = (props: Partial<Record<keyof ProductAccountsProps, unknown>>) => {
  const stack = treeStack();
  const all = { organizationalUnit: unitIn(stack), ...CRM, ...props } as ProductAccountsProps;
  return () => new ProductAccounts(stack, 'AcmeCrm', all);
};

describe('PC5d a product', () => {
  const stack = treeStack();
  const workloads = unitIn(stack);
  accountIn(workloads, 'log-archive');
  const accountIds = { prod: '111111111111' };
  const crm = new ProductAccounts(stack, 'AcmeCrm', { organizationalUnit: workloads, ...CRM, accountIds });

  test('is three accounts from one definition, each with an address of its own, one after the other', () => {
    const accounts = resourcesOf(stack, 'AWS::Organizations::Account').slice(1);
    const of = (environment: string, after: RegExp) =>
      expect.objectContaining({
        Properties: {
          AccountName: `acme-crm-${environment}`,
          Email: `aws+acme-crm-${environment}@acme.example`,
          ParentIds: [stack.resolve(workloads.organizationalUnitId)],
        },
        DependsOn: [expect.stringMatching(after)],
      });

    expect(accounts).toEqual([of('dev', /^logarchive/), of('staging', /^AcmeCrmdev/), of('prod', /^AcmeCrmstaging/)]);
  });

  test('knows its accounts by environment, and what is to be written down', () => {
    expect(crm.accounts.map(({ accountName }) => accountName)).toEqual([
      'acme-crm-dev',
      'acme-crm-staging',
      'acme-crm-prod',
    ]);
    expect(crm.account('prod').environment('us-east-1')).toEqual({ account: '111111111111', region: 'us-east-1' });
    expect(crm.pendingInputs.map(({ key, target }) => [key, target])).toEqual([
      ['accountId', "'accountId' of acme-crm-dev, in the app"],
      ['accountId', "'accountId' of acme-crm-staging, in the app"],
    ]);
    const code = 'product-accounts/no-such-environment';
    expect(() => crm.account('test')).toThrowProblem(code, 'environment', 'test', 'Tree/AcmeCrm');
    expect(() => crm.account(1 as any)).toThrowProblem('props/wrong-type', 'environment', 1, 'Tree/AcmeCrm');
  });

  test('has the environments that are named', () => {
    const other = treeStack();
    const props = { organizationalUnit: unitIn(other), ...CRM, environments: ['prod'] };

    expect(new ProductAccounts(other, 'AcmeCrm', props).accounts.map((it) => it.accountName)).toEqual([
      'acme-crm-prod',
    ]);
  });

  test.each<[keyof ProductAccountsProps, unknown, string, string, unknown]>([
    ['productName', 'AcmeCrm', 'product-accounts/name-invalid', 'productName', 'AcmeCrm'],
    ['productName', undefined, 'props/missing', 'productName', undefined],
    ['productName', 1, 'props/wrong-type', 'productName', 1],
    ['email', 'acme', 'member-account/email-invalid', 'email', 'acme'],
    ['email', 'aws+crm@acme.example', 'product-accounts/email-with-tag', 'email', 'aws+crm@acme.example'],
    ['environments', [], 'product-accounts/no-environment', 'environments', []],
    ['environments', ['Prod'], 'product-accounts/name-invalid', 'environments', 'Prod'],
    ['environments', ['prod', 'prod'], 'product-accounts/environment-twice', 'environments', 'prod'],
    ['environments', 'prod', 'props/wrong-type', 'environments', 'prod'],
    ['accountIds', { test: '111111111111' }, 'product-accounts/no-such-environment', 'accountIds.test', 'test'],
    ['accountIds', { prod: 1 }, 'props/wrong-type', 'accountIds.prod', 1],
    ['accountIds', { prod: '1' }, 'member-account/id-invalid', 'accountId', '1'],
    ['organizationalUnit', undefined, 'props/missing', 'organizationalUnit', undefined],
  ])('is refused with %s %j', (prop, value, code, said, saidValue) => {
    expect(refused({ [prop]: value })).toThrowProblem(code, said, saidValue);
  });
});
