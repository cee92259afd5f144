import { ATTRIBUTES, DATA_CENTER, OFFICE, SPOKE_RANGES, wholeHub } from '../../support/network/hub-app';
import { addressIn, HubWalk } from '../../support/network/hub-walk';

const VPN = 'tgw-attach-0aaaaaaaaaaaaaaaa';
const LINE = 'tgw-attach-0bbbbbbbbbbbbbbbb';

const assembly = wholeHub().synth();
const hubResources = Object.entries<any>(assembly.getStackByName('hub').template.Resources);
const [spokeTable, hubTable] = ['Spokes', 'Hub'].map((name) => {
  const [id] = hubResources.find(([key, { Type }]) => {
    return Type === 'AWS::EC2::TransitGatewayRouteTable' && key.includes(`Hub${name}RouteTable`);
  })!;
  return `hub.${id}`;
});
const walkOf = () =>
  new HubWalk(assembly, { [ATTRIBUTES.spokeRouteTableId]: spokeTable, [ATTRIBUTES.hubRouteTableId]: hubTable });

const walk = walkOf();
const attachments = [...walk.cidrOf.keys()];
const attachmentIn = (stack: string) => attachments.find((key) => key.startsWith(`${stack}.`))!;
const services = attachmentIn('services');
const spokes = attachments.filter((one) => one !== services);

/** Addresses of a block from its first to its last one, the same in each run. */
const addressesOf = (range: string) => {
  const size = 2 ** (32 - Number(range.split('/')[1]));
  return [...Array(257).keys()].map((step) => addressIn(range, Math.min(Math.floor((step * size) / 256), size - 1)));
};
const pairs = spokes.flatMap((from) => spokes.filter((to) => to !== from).map((to): [string, string] => [from, to]));
const openPairs = (of: HubWalk) =>
  pairs.filter(([from, to]) => addressesOf(of.cidrOf.get(to)!).some((address) => of.hop(from, address) !== 'dropped'));

test('PC17 no route of the hub leads from one spoke to another, whatever route tables the spokes write', () => {
  expect(spokes).toHaveLength(3);
  expect(openPairs(walk)).toEqual([]);
  const others = SPOKE_RANGES.flatMap(addressesOf);
  expect([...new Set(spokes.flatMap((from) => others.map((address) => walk.hop(from, address))))]).toEqual(['dropped']);
});

test('PC17 spokes reach on-premises networks and hub networks, and these reach the spokes', () => {
  const reached = { [OFFICE]: VPN, [DATA_CENTER]: LINE, '172.31.0.0/16': services };
  for (const [range, target] of Object.entries(reached)) {
    for (const spoke of spokes) {
      expect(addressesOf(range).filter((address) => walk.hop(spoke, address) !== target)).toEqual([]);
      const back = addressesOf(walk.cidrOf.get(spoke)!);
      expect(back.filter((address) => walk.hop(target, address) !== spoke)).toEqual([]);
    }
  }
});

test('PC17 no route table follows what the account of a spoke adds to its VPC, such as a part of another spoke', () => {
  const types = assembly.stacksRecursively.flatMap(({ template }) =>
    Object.values<any>(template.Resources ?? {}).map(({ Type }) => Type),
  );
  expect(types).toContain('AWS::EC2::TransitGatewayRoute');
  expect(types).not.toContain('AWS::EC2::TransitGatewayRouteTablePropagation');
});

test('PC17 what a router on-premises brings for a spoke arrives, and an answer to another spoke does not', () => {
  const [one, other] = spokes;
  const [first, second] = [one, other].map((it) => addressIn(walk.cidrOf.get(it)!, 10));
  expect([walk.hop(VPN, first), walk.hop(one, second)]).toEqual([one, 'dropped']);
});

test('PC17 a spoke gets no route for anything else', () => {
  const elsewhere = ['8.8.8.8', '100.64.0.1', '172.17.0.1', '198.51.100.1'];
  expect(spokes.flatMap((spoke) => elsewhere.map((address) => walk.hop(spoke, address)))).toEqual(
    spokes.flatMap(() => elsewhere.map(() => 'no route')),
  );
});

test('PC17 the private subnets of a spoke send to the hub what is behind it, and nothing of other spokes', () => {
  for (const stack of ['acme-prod', 'acme-staging', 'shared']) {
    expect(walk.rangesFrom(stack)).toEqual(['172.16.0.0/16', '172.31.0.0/16', '192.168.0.0/16']);
  }
});

test.each([
  ['a spoke is propagated into the table of the spokes', '10.1.0.0/16', false, 'spoke'],
  ['a static route of a spoke is in the table of the spokes', '10.1.7.0/24', true, 'spoke'],
  ['a router on-premises advertises a part of a spoke there', '10.1.7.0/24', false, 'on-premises'],
])('PC17 the walk sees a way once %s', (_, range, isStatic, kind) => {
  const mutant = walkOf();
  mutant.add(spokeTable, { range, isStatic, target: kind === 'spoke' ? attachmentIn('acme-prod') : VPN });
  const prod = attachmentIn('acme-prod');
  expect(openPairs(mutant)).toEqual(pairs.filter(([, to]) => to === prod));
});

test('PC17 a router on-premises that advertises all of the spokes opens no way between them', () => {
  const mutant = walkOf();
  SPOKE_RANGES.forEach((range) => mutant.add(spokeTable, { range, isStatic: false, target: VPN }));
  mutant.add(spokeTable, { range: '0.0.0.0/0', isStatic: true, target: VPN });
  expect(openPairs(mutant)).toEqual([]);
});

test('PC17 an attachment that no stack has associated reaches nothing', () => {
  expect(addressesOf('0.0.0.0/0').map((address) => walk.hop('acme-prod.other', address))).toEqual(
    addressesOf('0.0.0.0/0').map(() => 'no route'),
  );
});
