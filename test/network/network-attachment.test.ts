import { App, DefaultStackSynthesizer, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { HubSpoke, NetworkAttachment, NetworkAttachmentProps } from '../../src/network';
import { newApp, resourcesOf, templateOf } from '../support/cloud';
import { ATTRIBUTES, hubIn, knownHub, networkAt, OFFICE, spokeIn, stackIn } from '../support/network/hub-app';
import { Said } from '../support/problems';

const PROD = '111111111111';
const VPC = {
  cidr: '10.4.0.0/16',
  subnetIds: ['subnet-0bbbbbbbbbbbbbbbb', 'subnet-0aaaaaaaaaaaaaaaa'],
  routeTableIds: ['rtb-0bbbbbbbbbbbbbbbb', 'rtb-0aaaaaaaaaaaaaaaa'],
};

describe('PC17 the attachment of a VPC in another account', () => {
  const app = newApp();
  const spoke = spokeIn(app, 'acme-prod', PROD, '10.1.0.0/16', [OFFICE]);
  const attachment = spoke.node.findChild('ToHub') as NetworkAttachment;
  const hub = attachment.associationStack;

  test('has routes of the app subnets to the ranges on-premises, after the attachment', () => {
    const routes = resourcesOf(spoke, 'AWS::EC2::Route').filter(({ Properties }) => Properties.TransitGatewayId);
    expect(routes.map(({ Properties }) => Properties.DestinationCidrBlock)).toEqual([OFFICE, OFFICE, OFFICE]);
    expect(routes.map(({ Properties }) => Properties.RouteTableId.Ref)).toEqual(
      routes.map(() => expect.stringContaining('NetworkApp')),
    );
    expect(routes.every(({ DependsOn }) => DependsOn.some((it: string) => it.includes('ToHubAttachment')))).toBe(true);
  });

  test('is associated by a stack in the account of the hub, which reads its id by a role', () => {
    expect([hub.account, hub.region, hub.stackName]).toEqual([
      '100000000003',
      'us-east-1',
      'acme-prod-hub-ToHub-111111111111',
    ]);
    const [output] = Object.keys(templateOf(spoke).Outputs).filter((name) => name.startsWith('ToHubAttachmentId'));
    const TransitGatewayAttachmentId = {
      'Fn::GetStackOutput': expect.objectContaining({
        StackName: 'acme-prod',
        OutputName: output,
        RoleArn: expect.anything(),
      }),
    };
    const of = (TransitGatewayRouteTableId: string) => ({ TransitGatewayAttachmentId, TransitGatewayRouteTableId });
    const route = { ...of(ATTRIBUTES.hubRouteTableId), DestinationCidrBlock: '10.1.0.0/16' };
    const properties = (type: string) => resourcesOf(hub, type).map(({ Properties }) => Properties);
    expect(properties('AWS::EC2::TransitGatewayRouteTableAssociation')).toEqual([of(ATTRIBUTES.spokeRouteTableId)]);
    expect(properties('AWS::EC2::TransitGatewayRoute')).toEqual([route]);
    expect(hub.dependencies).toContain(spoke);
  });

  test('lets the deployment of the hub read the outputs of one stack, and nothing else', () => {
    const [{ Properties: role }] = resourcesOf(spoke, 'AWS::IAM::Role').filter(({ Properties }) => Properties.RoleName);
    expect(role.RoleName).toBe('acme-prod.ToHub-hub-reader-us-east-1');
    expect(JSON.stringify(role.AssumeRolePolicyDocument)).toContain(
      ':iam::100000000003:role/cdk-hnb659fds-cfn-exec-role-100000000003-us-east-1',
    );
    const [{ Properties: policy }] = resourcesOf(spoke, 'AWS::IAM::Policy');
    const [{ Action, Resource }] = policy.PolicyDocument.Statement;
    expect(Action).toBe('cloudformation:DescribeStacks');
    expect(JSON.stringify(Resource)).toContain(':cloudformation:us-east-1:111111111111:stack/acme-prod/*');
  });

  test('has a role of its own, whatever the stacks of the account are called', () => {
    const two = newApp();
    const [one, other] = ['a-b', 'a'].map((id) => stackIn(two, id, PROD));
    const attach = (stack: Stack, id: string, cidr: string) => {
      const vpc = HubSpoke.vpc('vpc-0123456789abcdef0', { ...VPC, cidr });
      new NetworkAttachment(stack, id, { hub: knownHub(stack), spoke: vpc, ranges: [OFFICE] });
    };
    attach(one, 'c', '10.1.0.0/16');
    attach(other, 'b-c', '10.2.0.0/16');
    const names = [one, other].map((stack) => resourcesOf(stack, 'AWS::IAM::Role')[0].Properties.RoleName);
    expect(names).toEqual(['a-b.c-hub-reader-us-east-1', 'a.b-c-hub-reader-us-east-1']);
  });

  test('has another output once its addresses are others, or the template of the hub would not change', () => {
    const other = spokeIn(newApp(), 'acme-prod', PROD, '10.2.0.0/16', [OFFICE]);
    const outputs = [spoke, other].map((it) => Object.keys(templateOf(it).Outputs).find((name) => /^ToHub/.test(name)));
    expect(outputs[0]).not.toBe(outputs[1]);
  });
});

test('PC17 a VPC in the account of the hub is associated in its own stack', () => {
  const app = newApp();
  const hub = hubIn(app);
  const stack = stackIn(app, 'shared');
  const spoke = HubSpoke.network(networkAt(stack, '10.3.0.0/16'));
  const attachment = new NetworkAttachment(stack, 'ToHub', { hub, spoke, ranges: [OFFICE] });
  expect(attachment.associationStack).toBe(stack);
  expect(resourcesOf(stack, 'AWS::EC2::TransitGatewayRouteTableAssociation')).toHaveLength(1);
});

test('PC17 a VPC by its ids gets the same routes in its route tables', () => {
  const stack = stackIn(newApp(), 'other', PROD);
  const spoke = HubSpoke.vpc('vpc-0123456789abcdef0', VPC);
  new NetworkAttachment(stack, 'ToHub', { hub: knownHub(stack), spoke, ranges: [OFFICE, '172.16.0.0/16', OFFICE] });
  const [{ Properties }] = resourcesOf(stack, 'AWS::EC2::TransitGatewayAttachment');
  expect(Properties.SubnetIds).toEqual([...VPC.subnetIds].sort());
  const routes = resourcesOf(stack, 'AWS::EC2::Route').map((it) => it.Properties);
  expect(routes.map(({ RouteTableId, DestinationCidrBlock }) => [RouteTableId, DestinationCidrBlock])).toEqual([
    ['rtb-0aaaaaaaaaaaaaaaa', '172.16.0.0/16'],
    ['rtb-0aaaaaaaaaaaaaaaa', OFFICE],
    ['rtb-0bbbbbbbbbbbbbbbb', '172.16.0.0/16'],
    ['rtb-0bbbbbbbbbbbbbbbb', OFFICE],
  ]);
});

/** An attachment of a VPC by its ids, with other props. */
function attached(props: Partial<NetworkAttachmentProps> = {}, app: App = newApp(), id = 'ToHub') {
  const account = props.isHubNetwork ? ATTRIBUTES.hubAccount : PROD;
  const stack = (app.node.tryFindChild('other') as Stack | undefined) ?? stackIn(app, 'other', account);
  const known = stack.node.tryFindChild('Hub') as any;
  const spoke = HubSpoke.vpc('vpc-0123456789abcdef0', VPC);
  return new NetworkAttachment(stack, id, { hub: known ?? knownHub(stack), spoke, ranges: [OFFICE], ...props });
}
const vpcWith = (options: Partial<typeof VPC>, vpcId = 'vpc-0123456789abcdef0') => {
  return { spoke: HubSpoke.vpc(vpcId, { ...VPC, ...options }) };
};

const refused: Array<[string, Partial<NetworkAttachmentProps>, Said[]]> = [
  ['no ranges', { ranges: [] }, [['network-attachment/no-ranges', 'ranges', []]]],
  ['everything', { ranges: ['0.0.0.0/0'] }, [['network-attachment/not-a-range', 'ranges', '0.0.0.0/0']]],
  ['the range of a spoke', { ranges: ['10.1.0.0/16'] }, [['network-hub/range-of-spokes', 'ranges', '10.1.0.0/16']]],
  ['a range around spokes', { ranges: ['8.0.0.0/5'] }, [['network-hub/range-of-spokes', 'ranges', '8.0.0.0/5']]],
  [
    'addresses outside of the plan',
    vpcWith({ cidr: '172.20.0.0/16' }),
    [['network-attachment/outside-spoke-ranges', 'spoke', '172.20.0.0/16']],
  ],
  ['no range of its own', vpcWith({ cidr: '10.4.0.0' }), [['network-attachment/not-a-range', 'spoke', '10.4.0.0']]],
  ['another id', vpcWith({}, 'vp-1'), [['network-attachment/not-an-id', 'vpcId', 'vp-1']]],
  ['no subnets', vpcWith({ subnetIds: [] }), [['network-attachment/ids', 'subnetIds', []]]],
  [
    'a route table twice',
    vpcWith({ routeTableIds: ['rtb-1', 'rtb-1'] }),
    [['network-attachment/ids', 'routeTableIds', ['rtb-1', 'rtb-1']]],
  ],
  [
    'the addresses of spokes as a hub network',
    { isHubNetwork: true },
    [['network-hub/range-of-spokes', 'spoke', '10.4.0.0/16']],
  ],
  [
    'itself behind the hub',
    { ...vpcWith({ cidr: '172.31.0.0/16' }), isHubNetwork: true, ranges: ['172.31.1.0/24'] },
    [['network-attachment/range-of-its-own', 'ranges', '172.31.1.0/24']],
  ],
  ['no hub', { hub: {} as any }, [['props/wrong-type', 'hub', 'an object']]],
];

test.each(refused)('PC17 an attachment is refused with %s', (_, props, problems) => {
  expect(() => attached(props)).toThrowProblems(problems, 'other/ToHub');
});

test('PC17 two VPCs of one hub cannot have one address, in whichever stacks they are', () => {
  const app = newApp();
  attached({}, app);
  const spoke = HubSpoke.vpc('vpc-0123456789abcdef1', { ...VPC, cidr: '10.4.128.0/17' });
  expect(() => attached({ spoke }, app, 'Second')).toThrowProblem(
    ...(['network-hub/ranges-overlap', 'spoke', '10.4.128.0/17', 'other/Second'] as const),
  );
});

test('PC17 a hub of another region, or one that is not known by its ids, is refused', () => {
  const app = newApp();
  const hub = hubIn(app);
  const far = stackIn(app, 'far', ATTRIBUTES.hubAccount, 'eu-central-1');
  const spoke = HubSpoke.vpc('vpc-0123456789abcdef0', VPC);
  const make = (stack: Stack) => () => new NetworkAttachment(stack, 'ToHub', { hub, spoke, ranges: [OFFICE] });
  expect(make(far)).toThrowProblem('network-attachment/other-region', 'hub', 'hub/Hub');
  expect(make(stackIn(app, 'prod', PROD))).toThrowProblem('network-attachment/hub-not-known', 'hub', 'hub/Hub');
});

test('PC17 a VPC of another account is no hub network: all spokes would get a route to it', () => {
  const stack = stackIn(newApp(), 'other', PROD);
  const spoke = HubSpoke.vpc('vpc-0123456789abcdef0', { ...VPC, cidr: '172.31.0.0/16' });
  const props = { hub: knownHub(stack), spoke, ranges: [OFFICE], isHubNetwork: true };
  expect(() => new NetworkAttachment(stack, 'ToHub', props)).toThrowProblem(
    ...(['network-attachment/hub-network-elsewhere', 'isHubNetwork', true, 'other/ToHub'] as const),
  );
});

test('PC17 a network whose addresses are not known is refused', () => {
  const stack = stackIn(newApp(), 'other', PROD);
  const other = Object.assign(new Construct(stack, 'Other'), {
    vpc: new Vpc(stack, 'Vpc'),
    addConnection: () => stack,
  });
  const spoke = HubSpoke.network(other);
  expect(() => new NetworkAttachment(stack, 'ToHub', { hub: knownHub(stack), spoke, ranges: [OFFICE] })).toThrowProblem(
    ...(['network-attachment/not-a-network', 'spoke', 'other/Other'] as const),
  );
});

test('PC17 a stack whose deployment has no role that is known is refused, and a name that IAM does not take', () => {
  const env = { account: PROD, region: ATTRIBUTES.hubRegion };
  const make = (stack: Stack, id = 'ToHub') => {
    const spoke = HubSpoke.vpc('vpc-0123456789abcdef0', VPC);
    return () => new NetworkAttachment(stack, id, { hub: knownHub(stack), spoke, ranges: [OFFICE] });
  };
  const legacy = new Stack(newApp(), 'other', { env, synthesizer: new LegacyStackSynthesizer() });
  const own = new Stack(newApp(), 'other', { env, synthesizer: new DefaultStackSynthesizer({ qualifier: 'acme' }) });
  expect(make(own)).not.toThrow();
  expect(make(legacy)).toThrowProblem('network-attachment/synthesizer', 'synthesizer', 'LegacyStackSynthesizer');
  const long = 'A'.repeat(40);
  expect(make(stackIn(newApp(), 'other', PROD), long)).toThrowProblem('network-attachment/id-too-long', 'id', long);
});
