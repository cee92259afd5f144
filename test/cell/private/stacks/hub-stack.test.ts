import { App, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, IStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CellDomain, CellEnvironment, HubZoneOptions, PlatformModule } from '../../../../src/cell';
import { planOf } from '../../../../src/cell/private/cell-plan';
import { hubStack } from '../../../../src/cell/private/stacks/hub-stack';
import { networkStack } from '../../../../src/cell/private/stacks/network-stack';
import { arnOf } from '../../../support/api';
import { cellIn } from '../../../support/cell';
import { ACCOUNT, newApp, resourcesOf, templateOf } from '../../../support/cloud';

const HUB = '222222222222';
const { DEV, PROD } = CellEnvironment;

/** Network and hub of a cell, a stack with a certificate, and one without. */
function hubIn(given: Partial<HubZoneOptions> = {}, environment = PROD, synthesizer?: IStackSynthesizer) {
  const app = newApp();
  const env = { account: ACCOUNT, region: 'eu-central-1' };
  const cell = new Stack(app, 'Cell', { env, stackName: `acme-crm-${environment.environmentName}`, synthesizer });
  const hub = { hubZoneId: 'Z0123456789ABCDEFGHIJ', hubAccount: HUB, ...given };
  const domain = CellDomain.subdomainOf('platform.example', hub);
  const props = { productName: 'acme-crm', environment, modules: [PlatformModule.TASKS], domain, page: [], ticket: [] };
  const plan = planOf(cell.stackName, props);
  const network = networkStack(cell, plan);
  hubStack(cell, plan, network);
  const site = new Stack(cell, 'site', { env: { ...env, region: 'us-east-1' } });
  new Certificate(site, 'Certificate', { domainName: '*.acme-crm-prod.platform.example' });
  new Bucket(new Stack(cell, 'data', { env }), 'Bucket');
  return { app, network: network.stack, zone: network.dns.zoneStack!, hub: cell.node.findChild('hub') as Stack };
}

const only = (stack: Stack, type: string) => {
  const [{ Properties }, ...others] = resourcesOf(stack, type);
  expect(others).toEqual([]);
  return Properties;
};
const readersIn = (network: Stack) => {
  const roles = resourcesOf(network, 'AWS::IAM::Role').map(({ Properties }) => Properties);
  return roles.filter(({ RoleName }) => RoleName?.endsWith('-hub-reader'));
};
const policiesIn = (network: Stack) => {
  return resourcesOf(network, 'AWS::IAM::Policy').map(({ Properties }) => Properties.PolicyDocument.Statement);
};
const needsOf = (app: App, name: string) => {
  const found = app.synth().stacksRecursively.find(({ id }) => id.includes(name))!;
  return found.dependencies.map(({ id }) => id).filter((id) => !id.endsWith('.assets'));
};

describe('PC2i the hub of a cell', () => {
  const { app, hub, network, zone } = hubIn();

  test('is a stack in the account of the parent zone, named after the cell and its account: no other cell updates it', () => {
    const stackName = `acme-crm-prod-hub-${ACCOUNT}`;
    expect([hub.account, hub.region, hub.stackName]).toEqual([HUB, 'eu-central-1', stackName]);
    expect(hub.terminationProtection).toBe(false);
  });

  test('has one record, of the name servers that CloudFormation reads by a role of the cell', () => {
    expect(resourcesOf(hub, 'AWS::Route53::RecordSet')).toHaveLength(1);
    expect(only(hub, 'AWS::Route53::RecordSet')).toMatchObject({
      ...{ HostedZoneId: 'Z0123456789ABCDEFGHIJ', Name: 'acme-crm-prod.platform.example.', Type: 'NS', TTL: '300' },
      ResourceRecords: {
        'Fn::Split': [
          ' ',
          {
            'Fn::GetStackOutput': {
              StackName: 'acme-crm-prod-network-zone-acme-crm-prod-platform-example',
              OutputName: 'NameServers',
              Region: 'eu-central-1',
              RoleArn: arnOf(`iam::${ACCOUNT}:role/acme-crm-prod-hub-reader`),
            },
          },
        ],
      },
    });
  });

  test('reads by a role that trusts the execution role of its bootstrap alone, and may describe one stack', () => {
    const [role] = readersIn(network);
    expect(role.RoleName).toBe('acme-crm-prod-hub-reader');
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: arnOf(`iam::${HUB}:root`) },
        Condition: {
          ArnEquals: { 'aws:PrincipalArn': arnOf(`iam::${HUB}:role/cdk-hnb659fds-cfn-exec-role-${HUB}-eu-central-1`) },
        },
      },
    ]);
    expect(policiesIn(network)).toContainEqual([
      {
        Effect: 'Allow',
        Action: 'cloudformation:DescribeStacks',
        Resource: arnOf(`cloudformation:eu-central-1:${ACCOUNT}:stack/${zone.stackName}/*`),
      },
    ]);
  });

  test('reads by the same role when the domain is another one: the zone before is kept, and IAM has a name once', () => {
    const other = hubIn({ label: 'crm' });
    const named = [zone, other.zone].flatMap((stack) => Object.keys(templateOf(stack).Resources));

    expect(other.zone.stackName).not.toBe(zone.stackName);
    expect(named.filter((id) => id.startsWith('HubReader'))).toEqual([]);
    expect(readersIn(other.network)).toEqual(readersIn(network));
  });

  test('comes after the zone and the role, and before what has a certificate alone', () => {
    expect(needsOf(app, 'hub').sort()).toEqual([network.artifactId, zone.artifactId].sort());
    expect(needsOf(app, 'site')).toEqual([hub.artifactId]);
    expect(needsOf(app, 'data')).toEqual([]);
  });
});

describe('PC2i the hub of another cell', () => {
  test('is where its account is bootstrapped, by the bootstrap of the cell', () => {
    const synthesizer = new DefaultStackSynthesizer({ qualifier: 'cells' });
    const { hub, network, zone } = hubIn({ hubRegion: 'us-east-1' }, DEV, synthesizer);
    const { Condition } = readersIn(network)[0].AssumeRolePolicyDocument.Statement[0];

    expect(hub.region).toBe('us-east-1');
    expect(JSON.stringify(Condition)).toContain(`cdk-cells-cfn-exec-role-${HUB}-us-east-1`);
    expect(zone.terminationProtection).toBe(false);
  });

  test('in the account of the cell needs no role', () => {
    const { hub, network } = hubIn({ hubAccount: ACCOUNT, label: 'acme' });
    const record = only(hub, 'AWS::Route53::RecordSet');

    expect(record.Name).toBe('acme.platform.example.');
    expect(JSON.stringify(record.ResourceRecords)).not.toContain('RoleArn');
    expect(readersIn(network)).toEqual([]);
  });

  test('cannot be in another partition, or deployed without a bootstrap', () => {
    expect(() => hubIn({ hubRegion: 'cn-north-1' })).toThrowProblem('cell/hub-partition', 'hubRegion', 'cn-north-1');
    expect(() => hubIn({}, PROD, new CliCredentialsStackSynthesizer())).toThrowProblem(
      'cell/hub-synthesizer',
      'synthesizer',
      'CliCredentialsStackSynthesizer',
    );
  });

  test('cannot have the name of another cell, whatever the account of that one', () => {
    const app = newApp();
    const given = { hubZoneId: 'Z0123456789ABCDEFGHIJ', hubAccount: HUB, label: 'crm' };
    const domain = CellDomain.subdomainOf('platform.example', given);
    cellIn(app, { domain, environment: DEV });
    const env = { account: '333333333333', region: 'eu-central-1' };

    expect(() => cellIn(app, { domain, env, environment: DEV }, 'Other')).toThrowProblem(
      ...(['cell/hub-name-taken', 'domain', 'crm.platform.example'] as const),
    );
  });

  test('cannot have a domain that no certificate can name', () => {
    const parent = `${'a'.repeat(50)}.example`;
    const domain = CellDomain.subdomainOf(parent, { hubZoneId: 'Z0123456789ABCDEFGHIJ', hubAccount: HUB });

    expect(() => cellIn(newApp(), { domain })).toThrowProblem(
      'cell/domain-too-long',
      'domain',
      `acme-crm-prod.${parent}`,
    );
  });
});
