import { CellEnvironment, ProductCellProps } from '../../../src/cell';
import { cellIn } from '../../support/cell';
import { newApp } from '../../support/cloud';

/** Templates of a cell for development by the part. */
function templatesWith(props: Partial<ProductCellProps>): Record<string, any> {
  const app = newApp();
  const { cellName } = cellIn(app, { environment: CellEnvironment.DEV, ...props });
  const { stacksRecursively } = app.synth();
  return Object.fromEntries(
    stacksRecursively.map(({ stackName, template }) => [stackName.slice(cellName.length + 1), template]),
  );
}

const one = templatesWith({ tenants: ['south'] });
const two = templatesWith({ tenants: ['south', 'north'] });
const typesOf = (template: any): string[] => Object.values<any>(template.Resources).map(({ Type }) => Type);

describe('PC10b tenants of a cell', () => {
  test('have a key each, under an alias of the cell', () => {
    const aliases = Object.values<any>(two.data.Resources).filter(({ Type }) => Type === 'AWS::KMS::Alias');

    expect(aliases.map(({ Properties }) => Properties.AliasName)).toEqual([
      ...['alias/acme-crm-dev/north', 'alias/acme-crm-dev/south'],
    ]);
    expect(typesOf(two.data).filter((type) => type === 'AWS::KMS::Key')).toHaveLength(3); // and that of the cell
  });

  test('are known to API and worker by the beginning of the aliases, and to the migration not at all', () => {
    const tasks = Object.values<any>(one.services.Resources).filter(({ Type }) => Type === 'AWS::ECS::TaskDefinition');
    const knows = tasks.map(({ Properties }) => [
      /ApiV1|Worker|Migration/.exec(JSON.stringify(Properties.Family))?.[0],
      JSON.stringify(Properties).includes('{"Name":"TENANT_KEY_ALIAS_PREFIX","Value":"alias/acme-crm-dev/"}'),
    ]);

    expect(knows.sort()).toEqual([
      ['ApiV1', true],
      ['Migration', false],
      ['Worker', true],
    ]);
  });

  test('are one more by a change of the data stack alone', () => {
    const changed = Object.keys(two).filter((part) => JSON.stringify(one[part]) !== JSON.stringify(two[part]));

    expect(Object.keys(two)).toEqual(Object.keys(one));
    expect(changed).toEqual(['data']);
    expect(two.data.Resources).toMatchObject(one.data.Resources);
  });

  test('are refused twice, and as a text', () => {
    const act = (tenants: unknown) => () => cellIn(newApp(), { tenants: tenants as string[] });

    expect(act(['south', 'south'])).toThrowProblem('tenant-keys/tenant-twice', 'tenants', 'south');
    expect(act('south')).toThrowProblem('props/wrong-type', 'tenants', 'south');
  });
});
