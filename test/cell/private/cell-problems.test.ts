import { Aws, Stack } from 'aws-cdk-lib';
import {
  CellDomain,
  CellEnvironment,
  CellPermissionsOptions,
  PlatformModule,
  ProductCellProps,
} from '../../../src/cell';
import { IAlarmTarget } from '../../../src/observability';
import { cellIn } from '../../support/cell';
import { ACCOUNT, newApp } from '../../support/cloud';

const { DEV } = CellEnvironment;
const domain = CellDomain.inZone('acme.example', 'Z0123456789ABCDEFGHIJ');

describe('a cell is refused', () => {
  test.each<[string, string, unknown, Partial<ProductCellProps>]>([
    ['cell/product-name', 'productName', 'Acme', { productName: 'Acme' }],
    ['cell/product-name', 'productName', 'acme--crm', { productName: 'acme--crm' }],
    ['cell/product-name', 'productName', 'a23456789012345678901', { productName: 'a23456789012345678901' }],
    ['cell/product-name', 'productName', 'a token', { productName: Aws.STACK_NAME, domain }],
    ['cell/stack-name', 'stackName', 'Mine', { stackName: 'Mine' }],
    ['cell/no-account', 'env.account', undefined, { env: { region: 'us-east-1' } }],
    ['cell/no-region', 'env.region', undefined, { env: { account: ACCOUNT } }],
    ['cell/api-versions', 'apiVersions', [], { apiVersions: [] }],
    ['cell/api-versions', 'apiVersions', ['v1', 'v1'], { apiVersions: ['v1', 'v1'] }],
    ['cell/api-version', 'apiVersions', '2', { apiVersions: ['v1', '2'] }],
    ['cell/customer-origin', 'customerOrigins', 'https://a.example/', { customerOrigins: ['https://a.example/'] }],
    ['cell/no-copy-region', 'environment', 'prod', { env: { account: ACCOUNT, region: 'sa-east-1' } }],
    ['cell/module-needs', 'modules', ['finance'], { modules: [PlatformModule.FINANCE] }],
    ['props/wrong-type', 'environment', 'prod', { environment: 'prod' as unknown as CellEnvironment }],
    ['props/wrong-type', 'permissions', true, { permissions: true as unknown as CellPermissionsOptions }],
    ['props/missing', 'page', undefined, { page: undefined }],
    [
      'props/wrong-type',
      'page',
      ['a@b.example'],
      { environment: DEV, page: ['a@b.example'] as unknown as IAlarmTarget[] },
    ],
    ['observability/no-target', 'ticket', [], { environment: DEV, ticket: [] }],
    ['cell/region', 'env.region', 'eu-south-2', { env: { account: ACCOUNT, region: 'eu-south-2' } }],
    ['cell/region', 'env.region', 'us-west-1', { env: { account: ACCOUNT, region: 'us-west-1' } }],
  ])('by %s for %s that is %j', (code, prop, value, props) => {
    expect(() => cellIn(newApp(), props)).toThrowProblem(code, prop, value, 'ProductCell');
  });

  test('with all that is wrong in one error', () => {
    const wrong = { productName: 'X', stackName: 'Mine', env: {} };

    expect(() => cellIn(newApp(), wrong)).toThrowProblems(
      [
        ['cell/product-name', 'productName', 'X'],
        ['cell/stack-name', 'stackName', 'Mine'],
        ['cell/no-account', 'env.account', undefined],
        ['cell/no-region', 'env.region', undefined],
      ],
      'ProductCell',
    );
  });

  test('if another one of the account has its name, and not in another account', () => {
    const both = newApp();
    cellIn(both, { environment: DEV });

    expect(() => cellIn(both, { environment: DEV }, 'Again')).toThrowProblem(
      'cell/name-taken',
      'productName',
      'acme-crm-dev',
      'Again',
    );
    const elsewhere = { env: { account: '222222222222', region: 'us-east-1' }, domain };
    expect(cellIn(both, { environment: DEV, ...elsewhere }, 'Elsewhere').cellName).toBe('acme-crm-dev');
  });
});

test('PC2e copies of backups stay on the continent, and go to another region', () => {
  const regionsOf = (region: string) => {
    const { node } = cellIn(newApp(), { env: { account: ACCOUNT, region } }).stackOf('data');
    return node.findAll().flatMap((it) => (Stack.isStack(it) ? it.region : []));
  };

  expect(regionsOf('us-west-2')).toEqual(['us-west-2', 'us-east-1']);
  expect(regionsOf('eu-west-1')).toEqual(['eu-west-1', 'eu-central-1']);
});
