import { Stack, Stage, Token } from 'aws-cdk-lib';
import { HostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { isInZone } from '../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { areDifferent, topLevelStack } from '../../core/private/stacks/stack-of';
import {
  isReadableAnywhere,
  readableZoneId,
  zoneDelegationOf,
  zoneStackOf,
} from '../../core/private/stacks/zone-delegation';

/** The zone in which a name is validated: the nearest that holds it. */
export function zoneFor(name: string, zones: IHostedZone[]): IHostedZone | undefined {
  const holding = zones.filter((zone) => isInZone(name, zone.zoneName));
  return holding.sort((one, other) => lengthOf(other) - lengthOf(one))[0];
}

/** A zone whose name only CloudFormation knows comes last. */
function lengthOf({ zoneName }: IHostedZone): number {
  return Token.isUnresolved(zoneName) ? 0 : zoneName.length;
}

/** The zone as a certificate in another stack can reference it, without a CloudFormation export. */
export function importZoneInto(place: Construct, zone: IHostedZone): IHostedZone {
  if (isReadableAnywhere(zone) || zoneStackOf(zone) === topLevelStack(place)) {
    return zone;
  }
  const zones = (place.node.tryFindChild('Zones') as Construct | undefined) ?? new Construct(place, 'Zones');
  const known = zones.node.tryFindChild(zone.node.addr) as IHostedZone | undefined;
  const attributes = { hostedZoneId: readableZoneId(zone), zoneName: zone.zoneName };
  return known ?? HostedZone.fromHostedZoneAttributes(zones, zone.node.addr, attributes);
}

/** What would make the certificate wait for ever. */
export function zoneProblems(
  scope: Construct,
  props: { readonly zoneIsDelegated?: boolean },
  zones: IHostedZone[],
  edgeStack: Stack,
): Array<Problem | undefined> {
  return zones.flatMap((zone, index) => {
    const prop = index === 0 ? 'zone' : 'additionalZones';
    return problemsOfZone(topLevelStack(scope), edgeStack, zone, { prop, stated: props.zoneIsDelegated ?? false });
  });
}

function problemsOfZone(
  home: Stack,
  edgeStack: Stack,
  zone: IHostedZone,
  { prop, stated }: { prop: string; stated: boolean },
): Array<Problem | undefined> {
  const told = { prop, value: zone.node.path };
  const owner = zoneStackOf(zone);
  const isLate = Token.isUnresolved(zone.hostedZoneId);
  const delegated = isLate ? (zoneDelegationOf(zone)?.delegated ?? stated) : true;
  const waiting = [home, edgeStack].find((stack) => stack === owner);
  if (isLate && Stage.of(zone) !== Stage.of(home)) {
    return [
      {
        ...told,
        code: 'edge-certificate/zone-in-other-stage',
        allowed: `it is not in the Stage of ${home.node.path}, and values do not cross Stages`,
        fix: 'import the zone by id and name in the Stage of the certificate',
      },
    ];
  }
  if (waiting) {
    return [
      {
        ...told,
        code: 'edge-certificate/zone-in-waiting-stack',
        allowed: `its id is known only when ${waiting.node.path} is deployed, which waits for this certificate, which waits for the zone`,
        fix: 'let BankDns make a new zone, which it does in a stack of its own, and give the id of a zone that exists as text',
      },
    ];
  }
  return [
    problemIf(areDifferent(zone.env.account, home.account), {
      ...told,
      code: 'edge-certificate/zone-in-other-account',
      allowed: `it is in account ${zone.env.account} and ${home.node.path} in ${home.account}, where CloudFormation cannot write its records`,
      fix: 'delegate a subdomain to a zone of this account and pass that one',
    }),
    problemIf(
      isLate && Token.isUnresolved(topLevelStack(zone).region) && topLevelStack(zone).region !== edgeStack.region,
      {
        ...told,
        code: 'edge-certificate/zone-without-region',
        allowed: `it is made with ${topLevelStack(zone).node.path}, which states no region, and ${edgeStack.region} has to name the region it reads from`,
        fix: `give ${topLevelStack(zone).node.path} an explicit \`env.region\``,
      },
    ),
    problemIf(!delegated, {
      ...told,
      code: 'edge-certificate/zone-not-delegated',
      allowed:
        'nobody stated that its parent domain points at it, and without that ACM and the deployment wait for hours',
      fix: "deploy the zone first, enter its name servers at the registrar, then state it: `delegated: true` on BankDns' zone, 'zoneIsDelegated' for a zone of CDK's own",
    }),
  ];
}
