import { Stack, Stage, Token } from 'aws-cdk-lib';
import { HostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { isInZone } from '../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { childScope } from '../../core/private/resources/child-scope';
import { areDifferent, topLevelStack } from '../../core/private/stacks/stack-of';
import {
  isReadableAnywhere,
  readableZoneId,
  zoneDelegationOf,
  zoneStackOf,
} from '../../core/private/stacks/zone-delegation';

/** The zone that gets the validation record of a name: the nearest that contains it. */
export function zoneFor(name: string, zones: IHostedZone[]): IHostedZone | undefined {
  const holding = zones.filter((zone) => isInZone(name, zone.zoneName));
  return holding.sort((one, other) => lengthOf(other) - lengthOf(one))[0];
}

/** A zone whose name only CloudFormation knows is the last choice. */
function lengthOf({ zoneName }: IHostedZone): number {
  return Token.isUnresolved(zoneName) ? 0 : zoneName.length;
}

/** The zone as a certificate in another stack can reference it, without a CloudFormation export. */
export function importZoneInto(place: Construct, zone: IHostedZone): IHostedZone {
  if (isReadableAnywhere(zone) || zoneStackOf(zone) === topLevelStack(place)) {
    return zone;
  }
  const zones = childScope(place, 'Zones');
  const known = zones.node.tryFindChild(zone.node.addr) as IHostedZone | undefined;
  const attributes = { hostedZoneId: readableZoneId(zone), zoneName: zone.zoneName };
  return known ?? HostedZone.fromHostedZoneAttributes(zones, zone.node.addr, attributes);
}

/** Zones in which ACM or CloudFormation would wait for hours. */
export function zoneProblems(
  scope: Construct,
  zones: IHostedZone[],
  { edgeStack, zoneIsDelegated = false }: { readonly edgeStack: Stack; readonly zoneIsDelegated?: boolean },
): Array<Problem | undefined> {
  return zones.flatMap((zone, index) => {
    const prop = index === 0 ? 'zone' : 'additionalZones';
    return problemsOfZone(topLevelStack(scope), edgeStack, zone, { prop, stated: zoneIsDelegated });
  });
}

function problemsOfZone(
  home: Stack,
  edgeStack: Stack,
  zone: IHostedZone,
  { prop, stated }: { prop: string; stated: boolean },
): Array<Problem | undefined> {
  const about = { prop, value: zone.node.path };
  const owner = zoneStackOf(zone);
  const isLate = Token.isUnresolved(zone.hostedZoneId);
  const delegated = isLate ? (zoneDelegationOf(zone)?.delegated ?? stated) : true;
  const waiting = [home, edgeStack].find((stack) => stack === owner);
  if (isLate && Stage.of(zone) !== Stage.of(home)) {
    return [
      {
        ...about,
        code: 'edge-certificate/zone-in-other-stage',
        allowed: `must be in the Stage of ${home.node.path}, since values cannot cross Stages`,
        fix: 'import the zone by id and name in the Stage of the certificate',
      },
    ];
  }
  if (waiting) {
    return [
      {
        ...about,
        code: 'edge-certificate/zone-in-waiting-stack',
        allowed: `cannot be created in ${waiting.node.path}: that stack waits for the certificate, and the certificate waits for the zone`,
        fix: 'create the zone with BankDns, which gives it a stack of its own, or pass the id of an existing zone as text',
      },
    ];
  }
  return [
    problemIf(areDifferent(zone.env.account, home.account), {
      ...about,
      code: 'edge-certificate/zone-in-other-account',
      allowed: `must be in account ${home.account} of ${home.node.path}, and it is in ${zone.env.account}, where CloudFormation cannot write records`,
      fix: 'delegate a subdomain to a zone of this account and pass that one',
    }),
    problemIf(
      isLate && Token.isUnresolved(topLevelStack(zone).region) && topLevelStack(zone).region !== edgeStack.region,
      {
        ...about,
        code: 'edge-certificate/zone-without-region',
        allowed: `must be in a stack with an explicit region, which ${edgeStack.region} reads its id from, and ${topLevelStack(zone).node.path} has none`,
        fix: `give ${topLevelStack(zone).node.path} an explicit \`env.region\``,
      },
    ),
    problemIf(!delegated, {
      ...about,
      code: 'edge-certificate/zone-not-delegated',
      allowed: 'must be delegated from its parent domain, or ACM and the deployment wait for hours',
      fix: "deploy the zone first, enter its name servers at the registrar, then pass `delegated: true` to BankDns, or 'zoneIsDelegated' for a `PublicHostedZone` of the CDK",
    }),
  ];
}
