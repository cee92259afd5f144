import { Fn, Token } from 'aws-cdk-lib';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { zoneFor } from './validation-zones';
import { isDomainName, normalizeDomainName } from '../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../core/private/checks/problems';

const MAX_NAMES = 100;
const MAX_FIRST_NAME = 64;

/** A name of a certificate, with the zone that gets its validation record. */
export interface CertificateName {
  /** The name as DNS compares it. */
  readonly name: string;
  /** The zone nearest to it; `undefined` if no given zone contains it. */
  readonly zone: IHostedZone | undefined;
  /** The property that has it. */
  readonly prop: string;
  /** The name as given. */
  readonly value: string;
}

interface Names {
  readonly domainName: string;
  readonly alternativeNames?: string[];
}

/** Each name once: `domainName` first, the others sorted, since another order makes CloudFormation replace the certificate. */
export function certificateNames(
  { domainName, alternativeNames = [] }: Names,
  zones: IHostedZone[],
): CertificateName[] {
  const others = Token.isUnresolved(alternativeNames) ? [Fn.select(0, alternativeNames)] : alternativeNames;
  const named = (prop: string, value: string) => ({ prop, value, name: normalizeDomainName(value) });
  const first = named('domainName', domainName);
  const byName = new Map(others.map((value) => [normalizeDomainName(value), named('alternativeNames', value)]));
  byName.delete(first.name);
  const sorted = [...byName.keys()].sort().map((name) => byName.get(name)!);
  return [first, ...sorted].map((each) => ({ ...each, zone: zoneFor(each.name, zones) }));
}

/** Names that ACM refuses, or cannot validate. */
export function nameProblems(names: CertificateName[], zones: IHostedZone[]): Array<Problem | undefined> {
  const [{ name: first, value }] = names;
  return [
    ...names.map((name) => problemOf(name, zones)),
    problemIf(isDomainName(first) && !Token.isUnresolved(first) && first.length > MAX_FIRST_NAME, {
      code: 'edge-certificate/first-name-too-long',
      prop: 'domainName',
      value,
      allowed: `must have ${MAX_FIRST_NAME} characters at most, as ACM's first name, and it has ${first.length}`,
      fix: "put a shorter name first and this one into 'alternativeNames'",
    }),
    problemIf(names.length > MAX_NAMES, {
      code: 'edge-certificate/too-many-names',
      prop: 'alternativeNames',
      value: `${names.length - 1} names`,
      allowed: `ACM takes ${MAX_NAMES} names per certificate at most`,
      fix: 'use a wildcard, or several certificates',
    }),
  ];
}

function problemOf({ name, zone, prop, value }: CertificateName, zones: IHostedZone[]): Problem | undefined {
  if (Token.isUnresolved(name)) {
    return {
      code: 'edge-certificate/late-name',
      prop,
      value: 'a value that only CloudFormation knows',
      allowed: 'must be known at synthesis, since the certificate may be in another region',
      fix: 'write the name out',
    };
  }
  if (!isDomainName(name)) {
    return {
      code: 'edge-certificate/not-a-domain-name',
      prop,
      value,
      allowed: 'must be a full domain name, such as "app.example.com" or "*.example.com"',
      fix: 'write labels of letters, digits and hyphens with dots between, no scheme and no path',
    };
  }
  return problemIf(zone === undefined, {
    code: 'edge-certificate/name-outside-zone',
    prop,
    value,
    allowed: `must be in one of the zones (${zones.map(({ zoneName }) => `"${zoneName}"`).join(', ')})`,
    fix: "use a name in one of them, or pass the name's own zone in 'additionalZones'",
  });
}
