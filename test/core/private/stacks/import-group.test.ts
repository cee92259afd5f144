import { App, Stack } from 'aws-cdk-lib';
import { Connections, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { importGroupInto } from '../../../../src/core/private/stacks/import-group';
import { EDGE, newApp, resourcesOf, templateOf, workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

function groupIn(stack: Stack, id = 'Group'): SecurityGroup {
  const network = stack.node.tryFindChild('Network') ? undefined : networkIn(stack);
  const vpc = network?.vpc ?? (stack.node.findChild('Network') as ReturnType<typeof networkIn>).vpc;
  return new SecurityGroup(stack, id, { vpc, allowAllOutbound: false });
}

function clientAndServer(app: App = newApp()) {
  const server = groupIn(workloadStack(app, 'Server'));
  const client = groupIn(workloadStack(app, 'Client'));
  return { client, server, clients: Stack.of(client), servers: Stack.of(server) };
}

test('both rules lie in the client’s stack, and no export holds the group', () => {
  const { client, server, clients, servers } = clientAndServer();
  client.connections.allowTo(importGroupInto(client, server), Port.tcp(443));
  const [ingress] = resourcesOf(clients, 'AWS::EC2::SecurityGroupIngress');
  const [egress] = resourcesOf(clients, 'AWS::EC2::SecurityGroupEgress');

  expect(ingress.Properties.GroupId).toEqual(egress.Properties.DestinationSecurityGroupId);
  expect(ingress.Properties.GroupId).toEqual({
    'Fn::GetStackOutput': { StackName: 'Server', OutputName: expect.stringMatching(/^SecurityGroupId[0-9a-f]{8}$/) },
  });
  expect(Object.values(templateOf(servers).Outputs)).toEqual([
    { Value: { 'Fn::GetAtt': [expect.stringMatching(/^Group/), 'GroupId'] } },
  ]);
  expect(clients.dependencies).toEqual([servers]);
});

test('a group that is asked for twice is imported once', () => {
  const { client, server } = clientAndServer();

  expect(importGroupInto(client, server)).toBe(importGroupInto(client, server));
});

test('in one stack the rules lie below the client’s group too, so that what waits for it waits for them', () => {
  const stack = workloadStack();
  const [server, client] = [groupIn(stack), groupIn(stack, 'Client')];
  client.connections.allowTo(importGroupInto(client, server), Port.tcp(443));
  const rules = client.node.findAll().filter(({ node }) => /^(to|from)/.test(node.id));

  expect(rules).toHaveLength(2);
  expect(resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress')[0].Properties.GroupId).toEqual({
    'Fn::GetAtt': [expect.stringMatching(/^Group/), 'GroupId'],
  });
});

test('for a client that is a range of addresses the group is itself', () => {
  const server = groupIn(workloadStack());
  const client = { connections: new Connections({ peer: Peer.ipv4('203.0.113.0/24') }) };

  expect(importGroupInto(client, server)).toBe(server);
});

test('an imported group is known by its id everywhere', () => {
  const { client, servers } = clientAndServer();
  const imported = SecurityGroup.fromSecurityGroupId(servers, 'Imported', 'sg-0123456789abcdef0');

  expect(importGroupInto(client, imported)).toBe(imported);
});

test.each(['Server', 'Imported'])('a client in another region than the group %s is refused', (id) => {
  const app = newApp();
  const { vpc } = networkIn(workloadStack(app, 'Server'));
  const home = Stack.of(vpc);
  const server =
    id === 'Server' ? new SecurityGroup(home, id, { vpc }) : SecurityGroup.fromSecurityGroupId(home, id, 'sg-1');
  const elsewhere = new Stack(app, 'Elsewhere', { env: EDGE });
  const client = groupIn(elsewhere);
  const inUnknownRegion = groupIn(new Stack(app, 'Anywhere'));

  expect(() => importGroupInto(client, server)).toThrowProblem(
    'security-group/other-region',
    'client',
    'us-east-1',
    'Elsewhere/Group',
  );
  expect(() => importGroupInto(inUnknownRegion, server)).not.toThrow();
});
