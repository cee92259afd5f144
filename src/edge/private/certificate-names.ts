import { Token } from 'aws-cdk-lib';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { zoneFor } from './validation-zones';
import { isDomainName, normalizeDomainName } from '../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../core/private/checks/problems';

const MOST_NAMES = 100;

/** The names a certificate is asked for. */
export interface CertificateNames {
  /** The first name. */
  readonly domainName: string;
  /** The others. */
  readonly alternativeNames?: string[];
}

/** Every name once, the first one first, the others sorted: another order would make CloudFormation replace it. */
export function namesOf({ domainName, alternativeNames = [] }: CertificateNames): string[] {
  const first = normalizeDomainName(domainName);
  const others = new Set(alternativeNames.map(normalizeDomainName));
  others.delete(first);
  return [first, ...[...others].sort()];
}

/** What ACM would refuse, or wait for in vain. */
export function nameProblems(asked: CertificateNames, zones: IHostedZone[]): Array<Problem | undefined> {
  const { domainName, alternativeNames = [] } = asked;
  if (zones[0] === undefined) {
    const allowed = "ACM's validation record has to be written somewhere";
    return [
      { code: 'edge-certificate/no-zone', prop: 'zone', value: undefined, allowed, fix: 'pass the zone of the name' },
    ];
  }
  if (Token.isUnresolved(alternativeNames)) {
    return [lateName('alternativeNames')];
  }
  const length = domainName === undefined ? 0 : normalizeDomainName(domainName).length;
  return [
    ...problemsOfName('domainName', domainName, zones),
    problemIf(isDomainName(domainName) && length > 64, {
      code: 'edge-certificate/first-name-too-long',
      prop: 'domainName',
      value: domainName,
      allowed: `ACM takes 64 characters in the first name, and it has ${length}`,
      fix: "put a shorter name first and this one into 'alternativeNames'",
    }),
    ...alternativeNames.flatMap((name) => problemsOfName('alternativeNames', name, zones)),
    problemIf(alternativeNames.length >= MOST_NAMES && namesOf(asked).length > MOST_NAMES, {
      code: 'edge-certificate/too-many-names',
      prop: 'alternativeNames',
      value: `${alternativeNames.length} names`,
      allowed: `ACM takes ${MOST_NAMES} names a certificate at most`,
      fix: 'use a wildcard, or several certificates',
    }),
  ];
}

/** The names are checked here and go to another stack: a value of CloudFormation's cannot. */
function lateName(prop: string): Problem {
  const value = 'a value that only CloudFormation knows';
  const allowed = 'the certificate may lie in another region, and its names have to be known here';
  return { code: 'edge-certificate/late-name', prop, value, allowed, fix: 'write the name out' };
}

function problemsOfName(prop: string, name: string, zones: IHostedZone[]): Array<Problem | undefined> {
  if (Token.isUnresolved(name)) {
    return [lateName(prop)];
  }
  if (!isDomainName(name)) {
    const allowed = 'it has to be a full domain name, such as "app.example.com" or "*.example.com"';
    const fix = 'write labels of letters, digits and hyphens with dots between, no scheme and no path';
    return [{ code: 'edge-certificate/not-a-domain-name', prop, value: name, allowed, fix }];
  }
  return [
    problemIf(zoneFor(name, zones) === undefined, {
      code: 'edge-certificate/name-outside-zone',
      prop,
      value: name,
      allowed: `it is in none of the zones given (${zones.map((zone) => `"${zone.zoneName}"`).join(', ')})`,
      fix: "use a name in one of them, or pass the name's own zone in 'additionalZones'",
    }),
  ];
}
