import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { context } from '../../examples/product-cell/cdk.json';
import { danglingIn } from '../support/api';
import { requireExample } from '../support/example';

jest.setTimeout(60_000);

const { app } = requireExample('product-cell', context, 'database-migration');
const { violations } = new AwsSolutionsChecks(app).validateScope(app.node.findChild('MovingIn'));
const assembly = app.synth();
const moving = assembly.getStackByName('MovingIn');
const resources = Object.values<any>(moving.template.Resources);
const propertiesOf = (type: string) =>
  resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
const runbook = readFileSync(join(app.outdir, 'cut-over.md'), 'utf8');

describe('examples/product-cell/database-migration.ts', () => {
  test('PC13a is a stack beside the cell, which reads network and database of it, and changes nothing there', () => {
    const names = assembly.stacksRecursively.map(({ stackName }) => stackName);
    expect(names).toEqual(expect.arrayContaining(['MovingIn', 'acme-crm-prod-data', 'acme-crm-prod-network']));
    expect(danglingIn(app)).toEqual([]);
    expect(assembly.manifest.missing ?? []).toEqual([]);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });

  test('PC13a copies two tables of SQL Server into a schema of their own, and compares each row', () => {
    const [{ MigrationType, TableMappings, ReplicationTaskSettings }] = propertiesOf('AWS::DMS::ReplicationTask');
    const { rules } = JSON.parse(TableMappings);
    const selected = rules.filter((rule: any) => rule['rule-type'] === 'selection');
    expect(MigrationType).toBe('full-load-and-cdc');
    expect(selected.map((rule: any) => Object.values(rule['object-locator']).join('.'))).toEqual([
      'dbo.Contacts',
      'dbo.Customers',
    ]);
    expect(JSON.parse(ReplicationTaskSettings).ValidationSettings.EnableValidation).toBe(true);
    const engines = propertiesOf('AWS::DMS::Endpoint').map(({ EngineName, EndpointType }) => [
      EndpointType,
      EngineName,
    ]);
    expect(engines.sort()).toEqual([
      ['source', 'sqlserver'],
      [expect.any(String), expect.stringMatching(/postgres/)],
    ]);
  });

  test('PC13a writes the runbook of the cut-over beside the templates, with names that the templates have', () => {
    const titles = [...runbook.matchAll(/^## \d+\. (.+)$/gm)].map(([, title]) => title);
    expect(titles.slice(0, 2)).toEqual(['Open a shell for all steps', 'Keep the whole transaction log']);
    const order = ['Start the full load', 'Freeze the source', 'Switch the services: the point of no return'];
    expect(titles.filter((title) => order.includes(title))).toEqual(order);
    expect(runbook.match(/^(Check|Way back):$/gm)).toHaveLength(2 * titles.length);
    const named = [...runbook.matchAll(/Values=([\w-]+)/g)].map(([, name]) => name);
    const made = JSON.stringify(resources)
      .match(/"legacy-crm[\w-]*"/g)
      ?.map((text) => text.slice(1, -1));
    expect(made).toEqual(expect.arrayContaining(named));
    expect(runbook).not.toMatch(/\$\{Token|undefined|\[object/);
  });

  test('PC13a moves in as a login whose rights the runbook grants and takes back', () => {
    expect(runbook).toContain('GRANT rds_superuser TO "migration"');
    expect(runbook).toContain('REVOKE rds_superuser FROM "migration"');
    const schema = join(__dirname, '../../examples/product-cell/app/migrate/schema/003-imports.sql');
    expect(readFileSync(schema, 'utf8')).toContain('CREATE ROLE migration NOLOGIN;');
  });
});
