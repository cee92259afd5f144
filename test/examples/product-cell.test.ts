import { AwsSolutionsChecks } from 'cdk-nag';
import { danglingIn, exportsIn } from '../support/api';
import { app, assembly, propertiesIn, stacks } from '../support/product-cell';
import { columnOf, countedIn } from '../support/systems-page';

jest.setTimeout(60_000);

const CELL = 'acme-crm-prod';

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
    const modules = ['contacts', 'files', 'leads', 'tasks', 'teams'].map((name) => `-module-${name}`);
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
    const ofQueue = ['REDIS_HOST', 'REDIS_PORT', 'REDIS_USERNAME', 'REDIS_PASSWORD'];
    expect(Object.keys(environmentOf('Worker'))).toEqual(expect.arrayContaining([...ofDatabase, ...ofQueue]));
    expect(Object.keys(environmentOf('Migration'))).toEqual(expect.arrayContaining(['DB_HOST', 'APP_DB_PASSWORD']));
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
