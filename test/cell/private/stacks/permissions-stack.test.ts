import { Stack } from 'aws-cdk-lib';
import { CellEnvironment } from '../../../../src/cell';
import { LaunchPhase } from '../../../../src/service';
import { danglingIn, rulesOf } from '../../../support/api';
import { cellIn } from '../../../support/cell';
import { ACCOUNT, newApp, resourcesOf, templateOf } from '../../../support/cloud';

const app = newApp();
const RUNNING = { launchPhase: LaunchPhase.RUNNING };
const cell = cellIn(app, { ...RUNNING, permissions: {} });
const without = cellIn(app, { ...RUNNING, productName: 'beta' }, 'Without');
const AUTHORITY = `arn:aws:acm-pca:us-east-1:${ACCOUNT}:certificate-authority/11111111-2222-3333-4444-555555555555`;
const late = {
  certificateAuthorityArn: AUTHORITY,
  launchPhase: LaunchPhase.NOT_READY,
  environment: { OPENFGA_LOG_LEVEL: 'warn' },
};
const dev = cellIn(
  app,
  { ...RUNNING, environment: CellEnvironment.DEV, permissions: late, productName: 'tiny' },
  'Dev',
);

const bodyOf = (part: string, of = cell) => templateOf(of.stackOf(part));
const databaseOf = (of: typeof cell) => {
  const [{ Properties }] = resourcesOf(of.stackOf('data'), 'AWS::RDS::DBInstance').filter(
    ({ Properties: { DBName } }) => DBName === 'permissions',
  );
  return Properties;
};
const variablesIn = (stack: Stack) =>
  resourcesOf(stack, 'AWS::ECS::TaskDefinition').map(({ Properties: { ContainerDefinitions, Family } }) => {
    const [{ Environment = [], Secrets = [] }] = ContainerDefinitions;
    return [Family, [...Environment, ...Secrets].map(({ Name }) => Name).filter((name) => name.startsWith('FGA_'))];
  });

describe('PC19 a cell with a permission service', () => {
  test('has a stack, a database and a repository for it', () => {
    expect(resourcesOf(cell.stackOf('permissions'), 'AWS::ECS::Service')).toHaveLength(1);
    expect(databaseOf(cell)).toMatchObject({ DBInstanceClass: 'db.t4g.medium', MultiAZ: true });
    expect(databaseOf(dev)).toMatchObject({ DBInstanceClass: 'db.t4g.micro', MultiAZ: false });
    const names = resourcesOf(cell.stackOf('images'), 'AWS::ECR::Repository').map(
      ({ Properties }) => Properties.RepositoryName,
    );
    expect(names).toContain('acme-crm-prod/permissions');
  });

  test('gives its address and key to API, worker and the workers of modules, and to no migration', () => {
    const both = ['FGA_API_TOKEN', 'FGA_API_URL'];
    const variables = variablesIn(cell.stackOf('services')).map(([family, names]) => [family, [...names].sort()]);

    expect(variables.filter(([, names]) => names.length > 0).map(([, names]) => names)).toEqual([both, both]);
    expect(variables.filter(([, names]) => names.length === 0)).toEqual([[expect.stringContaining('Migration'), []]]);
    expect(variablesIn(cell.stackOf('module-files'))[0][1].sort()).toEqual(both);
  });

  test('opens the port to those alone: each rule names a security group of the cell', () => {
    const parts = ['permissions', 'services', 'module-files', 'module-teams', 'site', 'network'];
    const open = parts.map((part) => [part, rulesOf(cell.stackOf(part), 'Ingress').filter(([, to]) => to === 8080)]);
    const counts = Object.fromEntries(open.map(([part, rules]) => [part, rules.length]));

    expect(counts).toEqual({ permissions: 0, services: 2, 'module-files': 1, 'module-teams': 1, site: 0, network: 0 });
    const ranges = JSON.stringify(parts.map((part) => bodyOf(part))).match(
      /\{[^{}]*"CidrIp[^{}]*"ToPort":8080[^{}]*\}/g,
    );
    expect(ranges).toBeNull();
    expect(danglingIn(app)).toEqual([]);
  });

  test('PC23 is called in TLS where the cell has a private certificate authority', () => {
    const [tls, plain] = [dev, cell].map((each) => {
      const [service] = resourcesOf(each.stackOf('permissions'), 'AWS::ECS::Service');
      return service.Properties.ServiceConnectConfiguration.Services[0].Tls;
    });
    expect(tls.IssuerCertificateAuthority).toEqual({ AwsPcaAuthorityArn: AUTHORITY });
    expect(plain).toBeUndefined();
  });

  test('says what it waits for, and pages when checks fail', () => {
    const images = cell.pendingInputs.filter(({ target }) => target.includes('/permissions:live'));
    const alarms = resourcesOf(cell.stackOf('watch'), 'AWS::CloudWatch::Alarm').map(
      ({ Properties }) => Properties.AlarmName,
    );

    expect(images.map(({ command }) => command)).toEqual([
      expect.stringContaining('docker build'),
      expect.stringContaining('acme-crm-prod-permissions-release'),
    ]);
    expect(alarms).toEqual(
      expect.arrayContaining([
        'acme-crm-prod-permissions-ChecksFail',
        'acme-crm-prod-permissions-database-DatabaseStorageFull',
      ]),
    );
  });

  test('comes into a cell that runs without a task, while the others of the cell have theirs', () => {
    const countsOf = (part: string) =>
      resourcesOf(dev.stackOf(part), 'AWS::ECS::Service').map(({ Properties }) => Properties.DesiredCount);

    expect(countsOf('permissions')).toEqual([0]);
    expect(countsOf('services')).toEqual([1, 1]);
    expect(JSON.stringify(bodyOf('permissions', dev))).toContain('{"Name":"OPENFGA_LOG_LEVEL","Value":"warn"}');
  });

  test('PC11b asks for a signature before a release of a cell with `signing`, and without it for none', () => {
    const signed = cellIn(newApp(), { permissions: {}, signing: {}, productName: 'signed' });
    const machineOf = (of: typeof cell) =>
      JSON.stringify(resourcesOf(of.stackOf('permissions'), 'AWS::StepFunctions::StateMachine'));

    expect(machineOf(signed)).toContain('NotSigned');
    expect(machineOf(cell)).not.toContain('NotSigned');
  });

  test('is opt-in: another cell has nothing of it', () => {
    const stacks = app.synth().stacksRecursively.filter(({ stackName }) => stackName.startsWith('beta-prod'));

    expect(without.permissions).toBeUndefined();
    expect(JSON.stringify(stacks.map(({ template }) => template))).not.toMatch(/permission(s|Service)"|FGA_|openfga/i);
  });
});
