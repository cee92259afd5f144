import { App, Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ServiceBinding } from '../../src/core';
import { NetworkPeering } from '../../src/network';
import { newApp, resourcesOf, templateOf } from '../support/cloud';
import { LONDON, peeringOf, Region, TwoRegions, twoRegions } from '../support/two-regions';

/** Templates by the names of their stacks. */
function templatesOf(app: App): Record<string, any> {
  return Object.fromEntries(app.synth().stacksRecursively.map(({ stackName, template }) => [stackName, template]));
}

function resourcesIn(template: any, type: string): any[] {
  return Object.values<any>(template.Resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []));
}

/** London with a service, and Frankfurt, without or with a peering that both sides use. */
function system(isPeered: boolean): TwoRegions {
  const two = twoRegions();
  const { london, frankfurt } = two;
  const databases = [london.database(), frankfurt.database()];
  const client = london.service([databases[0].forUser('registry')]);
  if (isPeered) {
    const peering = peeringOf(two);
    const registry = ServiceBinding.withNames(peering.toPeer(databases[0].forUser('registry')), {
      DB_HOST: 'REGISTRY_HOST',
    });
    frankfurt.service([registry]);
    const parameterName = '/platform/databases/eu-central-1';
    peering.connectFromPeer(databases[1].forUser('app'), { client, role: client.taskRole, parameterName });
  }
  return two;
}

const before = templatesOf(system(false).app);
const two = system(true);
const after = templatesOf(two.app);
const own = after.Peering;
const far = after['Peering-eu-west-2'];

describe('CM8b a peering of two regions', () => {
  test.each(Object.keys(before).filter((name) => name !== 'Peering'))('changes no resource of %s', (name) => {
    expect(after[name].Resources).toEqual(before[name].Resources);
    expect(after[name].Outputs ?? {}).toMatchObject(before[name].Outputs ?? {});
  });

  test('is requested from its own region, with ids that any stack can read', () => {
    expect(resourcesIn(own, 'AWS::EC2::VPCPeeringConnection')).toEqual([
      {
        VpcId: { 'Fn::GetStackOutput': { StackName: 'FrankfurtNetwork', OutputName: expect.stringMatching(/^VpcId/) } },
        PeerVpcId: {
          'Fn::GetStackOutput': expect.objectContaining({ StackName: 'LondonNetwork', Region: 'eu-west-2' }),
        },
        PeerRegion: 'eu-west-2',
        Tags: [{ Key: 'Name', Value: 'Peering/Peering' }],
      },
    ]);
  });

  test('routes app subnets to data subnets of the other side and back, and nothing else', () => {
    const routesOf = (template: any) =>
      resourcesIn(template, 'AWS::EC2::Route').map(({ DestinationCidrBlock }) => DestinationCidrBlock);

    expect(routesOf(own).sort()).toEqual(
      ['10.20.20.0/24', '10.20.21.0/24', '10.20.10.0/24', '10.20.11.0/24'].flatMap((cidr) => [cidr, cidr]).sort(),
    );
    expect([...new Set(routesOf(far))].sort()).toEqual([
      '10.30.10.0/24',
      '10.30.11.0/24',
      '10.30.20.0/24',
      '10.30.21.0/24',
    ]);
    const routesTo = (cidr: string) =>
      Object.entries<any>(own.Resources).filter(([, { Properties }]) => Properties.DestinationCidrBlock === cidr);
    expect(routesTo('10.20.20.0/24').map(([id]) => /(App|Data)Subnet\d/.exec(id)![0])).toEqual([
      'AppSubnet1',
      'AppSubnet2',
    ]);
    expect(routesTo('10.20.10.0/24').map(([id]) => /(App|Data)Subnet\d/.exec(id)![0])).toEqual([
      'DataSubnet1',
      'DataSubnet2',
    ]);
  });

  test('admits the clients by the network ACL of the data tier, at the port of the database', () => {
    const rules = resourcesIn(far, 'AWS::EC2::NetworkAclEntry').map((it) => {
      return [it.Egress ? 'to' : 'from', it.CidrBlock, it.Protocol, it.PortRange?.From, it.PortRange?.To];
    });

    expect(rules).toEqual([
      ['from', '10.30.10.0/24', 6, 5432, 5432],
      ['from', '10.30.11.0/24', 6, 5432, 5432],
      ['to', '10.30.10.0/24', 6, 1024, 65535],
      ['to', '10.30.11.0/24', 6, 1024, 65535],
      ['from', '10.30.0.0/16', 1, undefined, undefined],
    ]);
    const numbers = resourcesIn(far, 'AWS::EC2::NetworkAclEntry').map(({ RuleNumber }) => RuleNumber);
    expect(new Set(numbers).size).toBe(5);
    expect(numbers.filter((number) => number < 6000 || number >= 10_000)).toEqual([]);
  });

  test('admits the clients by the security group of the database, in the stack of its region', () => {
    const rules = resourcesIn(far, 'AWS::EC2::SecurityGroupIngress');

    expect(rules.map(({ CidrIp, FromPort, ToPort }) => [CidrIp, FromPort, ToPort])).toEqual([
      ['10.30.10.0/24', 5432, 5432],
      ['10.30.11.0/24', 5432, 5432],
    ]);
    expect(rules[0].GroupId).toEqual({ 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'LondonData' }) });
  });

  test('CM8a gives a service the registry in the other region: its address, its login, and the way out', () => {
    const [{ ContainerDefinitions }] = resourcesIn(after.FrankfurtService, 'AWS::ECS::TaskDefinition');
    const [{ Environment, Secrets }] = ContainerDefinitions;
    const inLondon = (name: string) => ({
      'Fn::GetStackOutput': { StackName: 'LondonData', Region: 'eu-west-2', OutputName: expect.stringMatching(name) },
    });

    expect(Environment[2]).toEqual({ Name: 'REGISTRY_HOST', Value: inLondon('^DatabaseEndpoint') });
    expect(Secrets[0].ValueFrom['Fn::Join'][1]).toEqual([inLondon('^DatabaseSecret'), ':password::']);
    const [{ SecurityGroupEgress }] = resourcesIn(after.FrankfurtService, 'AWS::EC2::SecurityGroup');
    expect(SecurityGroupEgress.slice(1).map(({ CidrIp, FromPort }: any) => [CidrIp, FromPort])).toEqual([
      ['10.20.20.0/24', 5432],
      ['10.20.21.0/24', 5432],
    ]);
  });

  test('lets the execution role read that secret, and decrypt with its key', () => {
    const roles = resourcesIn(after.FrankfurtService, 'AWS::IAM::Role');
    const statements = roles.flatMap(({ Policies = [] }) => Policies[0]?.PolicyDocument.Statement ?? []);
    const resourceOf = (action: string) => statements.find(({ Action }) => Action === action).Resource;

    expect(resourceOf('secretsmanager:GetSecretValue')['Fn::GetStackOutput'].OutputName).toMatch(/^DatabaseSecret/);
    expect(resourceOf('kms:Decrypt')['Fn::GetStackOutput'].OutputName).toMatch(/^DatabaseKey/);
  });

  test('is deployed before the services that use it', () => {
    const stacks = two.app.node.findAll().filter(Stack.isStack);
    const dependenciesOf = (name: string) =>
      stacks.find(({ stackName }) => stackName === name)!.dependencies.map(({ stackName }) => stackName);

    expect(dependenciesOf('FrankfurtService')).toEqual(expect.arrayContaining(['Peering', 'Peering-eu-west-2']));
    expect(dependenciesOf('Peering-eu-west-2')).toEqual(
      expect.arrayContaining(['Peering', 'LondonNetwork', 'LondonData']),
    );
  });
});

describe('CM8b a service that exists before the other region', () => {
  const resources = (type: string) => resourcesIn(far, type);
  const read = (output: string) => ({
    'Fn::GetStackOutput': expect.objectContaining({ OutputName: expect.stringMatching(output) }),
  });

  test('reads from a parameter of its region what to connect to', () => {
    const [{ Name, Type, Value }] = resources('AWS::SSM::Parameter');
    const text = Value['Fn::Join'][1].map((it: any) =>
      typeof it === 'string' ? it : it['Fn::GetStackOutput'].OutputName,
    );

    expect([Name, Type]).toEqual(['/platform/databases/eu-central-1', 'String']);
    expect(JSON.parse(text.join(''))).toEqual({
      variables: { DB_HOST: expect.stringMatching(/^DatabaseEndpoint/), DB_NAME: 'platform', DB_PORT: '5432' },
      secrets: {
        DB_PASSWORD: { secretArn: expect.stringMatching(/^DatabaseSecret/), jsonField: 'password' },
        DB_USER: { secretArn: expect.stringMatching(/^DatabaseSecret/), jsonField: 'username' },
      },
    });
  });

  test('may read that parameter, and the secrets, by a policy in the stack of the peering', () => {
    const [{ PolicyDocument, Roles }] = resources('AWS::IAM::Policy');

    expect(Roles).toEqual([read('^RoleName')]);
    expect(PolicyDocument.Statement.map(({ Action, Resource }: any) => [Action, Resource])).toEqual([
      ['ssm:GetParameter', expect.anything()],
      ['secretsmanager:GetSecretValue', read('^DatabaseSecret')],
      ['kms:Decrypt', read('^DatabaseKey')],
    ]);
  });

  test('is let out to the database by rules in the stack of the peering', () => {
    expect(
      resources('AWS::EC2::SecurityGroupEgress').map(({ CidrIp, FromPort, ToPort, GroupId }) => [
        CidrIp,
        FromPort,
        ToPort,
        GroupId,
      ]),
    ).toEqual([
      ['10.30.20.0/24', 5432, 5432, read('^SecurityGroupId')],
      ['10.30.21.0/24', 5432, 5432, read('^SecurityGroupId')],
    ]);
  });
});

describe('a peering', () => {
  test('has no route before something uses it', () => {
    const unused = twoRegions();
    const peering = peeringOf(unused);

    expect(resourcesOf(unused.stack, 'AWS::EC2::Route')).toEqual([]);
    expect(peering.peerStack.stackName).toBe('Peering-eu-west-2');
    expect(unused.stack.resolve(peering.peeringConnectionId)).toEqual({ Ref: 'Peering3EBF733F' });
  });

  test('of two networks in one region has one stack, and no peer region', () => {
    const app = newApp();
    const [one, other] = ['10.20.0.0/16', '10.30.0.0/16'].map(
      (cidr, index) => new Region(app, `R${index}`, LONDON, cidr),
    );
    const stack = new Stack(app, 'Peering', { env: LONDON });
    const peering = new NetworkPeering(stack, 'Peering', { network: one.network, peerNetwork: other.network });
    peering.toPeer(other.database().forUser('app')).allowAccessFrom(groupIn(one));

    expect(resourcesOf(stack, 'AWS::EC2::VPCPeeringConnection')[0].Properties.PeerRegion).toBeUndefined();
    expect(resourcesOf(stack, 'AWS::EC2::Route')).toHaveLength(8);
    expect(peering.peerStack).toBe(stack);
  });

  test('opens what is in no `uses`, and other tiers', () => {
    const it = twoRegions();
    const peering = peeringOf(it, { clientTiers: ['App'], serverTiers: ['App'] });
    const server = groupIn(it.london, 'Server');
    peering.allowToPeer(groupIn(it.frankfurt), server, Port.tcpRange(8000, 8001));

    const template = templateOf(peering.peerStack);
    expect(
      resourcesIn(template, 'AWS::EC2::SecurityGroupIngress').map(({ CidrIp, ToPort }) => [CidrIp, ToPort]),
    ).toEqual([
      ['10.30.10.0/24', 8001],
      ['10.30.11.0/24', 8001],
    ]);
    // The app tier lets answers out already, and hears of small packets.
    expect(resourcesIn(template, 'AWS::EC2::NetworkAclEntry').map(({ Egress }) => Egress)).toEqual([false, false]);
  });

  test('opens a server of its own side to the peer', () => {
    const it = twoRegions();
    const peering = peeringOf(it);
    peering.allowFromPeer(groupIn(it.london), groupIn(it.frankfurt, 'Server'), Port.tcp(6380));

    expect(resourcesOf(it.stack, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties.CidrIp)).toEqual([
      '10.20.10.0/24',
      '10.20.11.0/24',
    ]);
  });
});

function groupIn(region: Region, id = 'Client'): SecurityGroup {
  return new SecurityGroup(region.stack(id), 'Group', { vpc: region.network.vpc, allowAllOutbound: false });
}
