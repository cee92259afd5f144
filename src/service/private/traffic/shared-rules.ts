import { Construct } from 'constructs';
import { bandOf, priorityOf, Route, routeCovers, routesOverlap } from './rule-priority';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isWhole } from '../../../core/private/checks/values';

/** A listener rule of a service. */
export interface SharedRule extends Route {
  readonly priority: number;
  /** Whether the team states the priority. */
  readonly isStated: boolean;
}

/** A certificate by its ARN, and where it is in the construct tree. */
export interface AddedCertificate {
  readonly arn: string;
  readonly path: string;
}

/** A rule, and the service that has it. */
type OwnedRule = SharedRule & { readonly owner: string };

/** What a service brings to a shared load balancer. */
export interface Share {
  readonly owner: string;
  readonly rules: SharedRule[];
  /** Name whose alias record and certificate are the service's. */
  readonly name?: string;
  /** Certificate that the service adds to the listener. */
  readonly certificate?: AddedCertificate;
}

// On the load balancer, so that two copies of this package in one app share it.
const SHARES = Symbol.for('rl-bank-constructs.shared-load-balancer');

/**
 * Quotas of a load balancer, without its default rules and certificate, and of the egress rules of a security group: each
 * service needs one. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
const MOST = { rules: 100, certificates: 25, services: 60 };

/** The services that share the load balancer. */
export function sharesOf(loadBalancer: Construct): Share[] {
  const holder = loadBalancer as { [SHARES]?: Share[] };
  return (holder[SHARES] ??= []);
}

/** The rule of a route: with the stated priority, or one that follows from the route. */
export function ruleOf(route: Route, rulePriority?: number): SharedRule {
  return { ...route, priority: rulePriority ?? priorityOf(route), isStated: rulePriority !== undefined };
}

/** Problems of a further service behind a load balancer with `further` certificates beside the default one. */
export function shareProblems(shares: Share[], share: Share, further: number = 0): Array<Problem | undefined> {
  const rules = shares.flatMap((it) => it.rules.map((rule) => ({ ...rule, owner: it.owner })));
  const ofRules = share.rules.flatMap((rule, index) => {
    const before = share.rules.slice(0, index).map((other) => ({ ...other, owner: share.owner }));
    return [priorityProblem(rule), ...[...rules, ...before].map((other) => ruleProblem(rule, other))];
  });
  const isTaken = ofRules.some((problem) => problem?.code === 'api/route-taken');
  return [
    ...ofRules,
    isTaken ? undefined : nameProblem(shares, share),
    tooMany('rules', rules.length + share.rules.length),
    certificateProblem(shares, share),
    tooMany('certificates', further + new Set([...shares, share].flatMap((it) => it.certificate?.arn ?? [])).size),
    tooMany('services', shares.length + 1),
  ];
}

/** Route 53 has one record of a name: a second service shares it. */
function nameProblem(shares: Share[], { name }: Share): Problem | undefined {
  const other = shares.find((it) => name !== undefined && it.name === name);
  return problemIf(other !== undefined, {
    code: 'api/name-of-another',
    prop: 'domain',
    value: name,
    allowed: `must be a name of one service, and ${other?.owner} has its alias record and certificate`,
    fix: "pass 'ApiDomain.withSameName(domain)' with the domain of that service, for further paths of the name",
  });
}

/** Each adds the certificate, and the first that is deleted takes it from the listener. */
function certificateProblem(shares: Share[], { certificate }: Share): Problem | undefined {
  const other = shares.find((it) => certificate !== undefined && it.certificate?.arn === certificate.arn);
  return problemIf(other !== undefined, {
    code: 'api/certificate-of-another',
    prop: 'domain.certificate',
    value: certificate?.path,
    allowed: `must be added by one service, and ${other?.owner} adds it: deleting one of the two would cut TLS for the other`,
    fix: "give it to the SharedLoadBalancer in 'certificates'",
  });
}

function priorityProblem(rule: SharedRule): Problem | undefined {
  const { name, from, to } = bandOf(rule);
  return problemIf(!isWhole(rule.priority, from, to), {
    code: 'api/priority-outside-band',
    prop: 'rulePriority',
    value: rule.priority,
    allowed: `must be a whole number from ${from} to ${to}, the priorities of rules for ${name}: the specific rule wins`,
    fix: 'choose such a priority, or leave it out',
  });
}

function ruleProblem(rule: SharedRule, other: OwnedRule): Problem | undefined {
  const isAmbiguous = bandOf(rule) === bandOf(other) && !rule.isStated && !other.isStated && routesOverlap(rule, other);
  return isAmbiguous
    ? {
        code: 'api/route-taken',
        prop: 'routing',
        value: textOf(rule),
        allowed: `cannot match a request that '${textOf(other)}' of ${other.owner} matches too, as neither is more specific`,
        fix: "choose another host or other paths, or state with 'rulePriority' which of them wins",
      }
    : (problemIf(rule.priority === other.priority, {
        code: 'api/priority-taken',
        prop: 'rulePriority',
        value: rule.priority,
        allowed: `must be a priority of its own, and '${textOf(other)}' of ${other.owner} has it${rule.isStated ? '' : ', by a collision of hashes'}`,
        fix: "state another 'rulePriority' for one of them",
      }) ?? coveredProblem(rule, other));
}

/** A rule that gets no request, as one before it matches all of them: within a band, stated priorities decide. */
function coveredProblem(rule: SharedRule, other: OwnedRule): Problem | undefined {
  const isBehind = rule.priority > other.priority;
  const isCovered = isBehind ? routeCovers(other, rule) : routeCovers(rule, other);
  const [side, what] = isBehind ? ['less', 'which matches all of its requests'] : ['greater', 'which gets no request'];
  const { from, to } = bandOf(rule);
  return problemIf(isCovered && bandOf(other).from === from && isWhole(rule.priority, from, to), {
    code: 'api/rule-never-matches',
    prop: 'rulePriority',
    value: rule.priority,
    allowed: `must be ${side} than ${other.priority}, the priority of '${textOf(other)}' of ${other.owner}, ${what} otherwise`,
    fix: 'state such a priority, or choose other paths',
  });
}

function textOf({ host, paths }: Route): string {
  return [host, ...paths].join(' ');
}

function tooMany(what: keyof typeof MOST, count: number): Problem | undefined {
  return problemIf(count > MOST[what], {
    code: 'api/load-balancer-full',
    prop: 'loadBalancer',
    value: `${count} ${what}`,
    allowed: `must have at most ${MOST[what]} ${what}, the default quota of AWS`,
    fix: 'give this service another SharedLoadBalancer',
  });
}
