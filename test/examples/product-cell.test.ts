import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { danglingIn, exportsIn } from '../support/api';
import { app, assembly, propertiesIn, stacks } from '../support/product-cell';
import { columnOf, countedIn } from '../support/systems-page';

jest.setTimeout(60_000);

const CELL = 'acme-crm-prod';
const SCHEMA = join(__dirname, '../../examples/product-cell/app/migrate/schema');

/** Names and values that the container of a task definition of the services has. */
const environmentOf = (id: string) => {
  const [found] = propertiesIn('-services', 'AWS::ECS::TaskDefinition').filter(({ Family }) =>
    Family.split('-')[1].startsWith(id),
  );
  const { Environment, Secrets = [] } = found.ContainerDefinitions[0];
  return Object.fromEntries(
    [...Environment, ...Secrets].map(({ Name, Value, ValueFrom }: any) => [Name, Value ?? ValueFrom]),
  );
};

describe('examples/product-cell', () => {
  test('PC1 is one cell by the words of the command line, whose stacks find what they read, without a lookup', () => {
    const names = stacks.map(({ stackName }) => stackName.slice(CELL.length));
    const modules = ['contacts', 'contacts-import', 'files', 'leads', 'tasks', 'teams'].map(
      (name) => `-module-${name}`,
    );
    const parts = ['-data', '-data-us-west-2', '-images', '-network', '-services', '-site', '-watch'];
    expect(names.sort()).toEqual(['', ...parts, ...modules].sort());
    expect(assembly.manifest.missing ?? []).toEqual([]);
    expect(danglingIn(app)).toEqual([]);
  });

  test('has what docs/systems.md counts', () => {
    expect(columnOf('product cell')).toEqual(countedIn(stacks));
  });

  test('has no Lambda function and no custom resource', () => {
    const types = stacks.flatMap(({ template }) => Object.values<any>(template.Resources).map(({ Type }) => Type));
    expect(types.filter((type) => /^(AWS::Lambda::Function|Custom::|AWS::CloudFormation::Custom)/.test(type))).toEqual(
      [],
    );
  });

  test('exports what the CDK reads of VPC, subnets and key, which cannot be replaced in use, and nothing else', () => {
    const ids = exportsIn(app).map((one) => one.replace(/^acme-crm-prod-(\w+): .*"(\w+?)[0-9A-F]{8}".*$/, '$1 $2'));
    const subnets = ['App', 'Data'].flatMap((tier) => [1, 2, 3].map((zone) => `${tier}Subnet${zone}Subnet`));
    expect(ids.sort()).toEqual(['data Key', 'network Network', ...subnets.map((id) => `network Network${id}`)].sort());
  });

  test('leaves cdk-nag nothing to say', () => {
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });

  test('PC3a has a module of its own beside those of the library, with a queue for its event', () => {
    const [{ FilterPolicy }] = propertiesIn('-module-leads', 'AWS::SNS::Subscription');
    expect(FilterPolicy).toEqual({ type: ['contact.created'] });
    const [{ Name }] = propertiesIn('-module-leads', 'AWS::SSM::Parameter');
    expect(Name).toBe(`/cells/${CELL}/modules/leads`);
  });

  test('PC2b PC10e gives its programs the names that they read, and the owner to the migration alone', () => {
    const ofDatabase = [
      'AURORA_WRITER_ENDPOINT',
      'AURORA_READER_ENDPOINT',
      'DB_PORT',
      'DB_NAME',
      'DB_USER',
      'DB_PASSWORD',
    ];
    const ofApi = ['MODULES_PATH', 'EVENTS_TOPIC_ARN', 'FILES_BUCKET', 'FILES_TENANT_ROLE_ARN', 'CORS_ORIGINS'];
    for (const version of ['V1', 'V2']) {
      expect(Object.keys(environmentOf(`Api${version}`))).toEqual(expect.arrayContaining([...ofDatabase, ...ofApi]));
      expect(environmentOf(`Api${version}`)).not.toHaveProperty('APP_DB_PASSWORD');
    }
    for (const id of ['ApiV1', 'ApiV2', 'Worker']) expect(environmentOf(id)).not.toHaveProperty('IMPORTER_DB_PASSWORD');
    const ofQueue = ['REDIS_HOST', 'REDIS_PORT', 'REDIS_USERNAME', 'REDIS_PASSWORD'];
    expect(Object.keys(environmentOf('Worker'))).toEqual(expect.arrayContaining([...ofDatabase, ...ofQueue]));
    expect(Object.keys(environmentOf('Migration'))).toEqual(
      expect.arrayContaining(['DB_HOST', 'APP_DB_PASSWORD', 'IMPORTER_DB_PASSWORD']),
    );
  });

  test('PC13b imports files of three formats, each as the login that may delete contacts, which no API and worker has', () => {
    const tasks = propertiesIn('-module-contacts-import', 'AWS::ECS::TaskDefinition');
    const definitions = tasks.map(({ ContainerDefinitions: [{ Environment }] }) => {
      return JSON.parse(Environment.find(({ Name }: any) => Name === 'IMPORT_DEFINITION').Value);
    });
    expect(definitions.map(({ format }) => format.type).sort()).toEqual(['csv', 'xlsx', 'xml']);
    for (const { table, tenant, keyColumns, importIdColumn } of definitions) {
      expect([table, tenant]).toEqual([
        { schema: 'public', name: 'contacts' },
        { column: 'tenant_id', setting: 'app.tenant' },
      ]);
      expect([keyColumns, importIdColumn]).toEqual([['tenant_id', 'contact_id'], 'import_id']);
    }
    const { Outputs, Resources } = stacks.find(({ stackName }) => stackName === `${CELL}-data`)!.template;
    const logins = tasks.map(({ ContainerDefinitions: [{ Secrets }] }) => {
      const [{ ValueFrom }] = Secrets.filter(({ Name }: any) => Name === 'DB_PASSWORD');
      const { OutputName } = ValueFrom['Fn::Join'][1][0]['Fn::GetStackOutput'];
      const { GenerateSecretString } = Resources[Outputs[OutputName].Value.Ref].Properties;
      return JSON.stringify(GenerateSecretString).match(/username\W+(\w+)/)?.[1];
    });
    expect(logins).toEqual(['importer', 'importer', 'importer']);
    const migrated = readFileSync(join(SCHEMA, '003-imports.sql'), 'utf8');
    expect(migrated).toContain('GRANT SELECT, INSERT, DELETE ON contacts TO importer');
  });

  test('PC13b migrates the ledger of the library, as it is', () => {
    const ledger = join(__dirname, '../../resources/migration/file-import/ledger.sql');
    expect(readFileSync(join(SCHEMA, '002-ledger.sql'), 'utf8')).toBe(readFileSync(ledger, 'utf8'));
  });

  test('PC24 has /v1 and /v2 side by side, each with an image of its own, behind one distribution', () => {
    const [{ DistributionConfig }] = propertiesIn('-site', 'AWS::CloudFront::Distribution');
    expect(DistributionConfig.CacheBehaviors.map(({ PathPattern }: any) => PathPattern)).toEqual([
      '/v1',
      '/v1/*',
      '/v2',
      '/v2/*',
    ]);
    const repositories = propertiesIn('-images', 'AWS::ECR::Repository').map(({ RepositoryName }) => RepositoryName);
    expect(repositories.sort()).toEqual(['api-v1', 'api-v2', 'collector', 'worker'].map((image) => `${CELL}/${image}`));
  });

  test('says in an output how it is released', () => {
    const services = stacks.find(({ stackName }) => stackName === `${CELL}-services`)!;
    expect(JSON.stringify(services.template.Outputs.Release)).toMatch(/aws stepfunctions .*start-execution/);
  });
});
