import { Stack, Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IConstruct } from 'constructs';
import { isDomainName, isInZone } from '../checks/domain-name';
import { Problem, problemIf } from '../checks/problems';
import { certificateRegion } from '../stacks/certificate-region';
import { areDifferent } from '../stacks/stack-of';

/** What is checked of an `ApiDomain`. */
interface ApiDomain {
  readonly name: string;
  readonly dns: (IConstruct & { readonly rootDomain: string; readonly isDelegated: boolean }) | undefined;
  readonly certificate: ICertificate | undefined;
  readonly redirectFrom: string[];
}

/** Limits of a listener rule, and of the common name of a certificate. */
const LONGEST_HOST = 128;
const LONGEST_OF_CERTIFICATE = 64;

/** Problems of names and certificate. */
export function domainProblems(stack: Stack, domain: ApiDomain): Array<Problem | undefined> {
  const { dns, certificate, redirectFrom } = domain;
  const longest = certificate ? LONGEST_HOST : LONGEST_OF_CERTIFICATE;
  return [
    nameProblem(domain, longest),
    ...redirectFrom.map((it) => redirectProblem(domain, it)),
    problemIf(dns !== undefined && certificate === undefined && !dns.isDelegated, {
      code: 'api/zone-not-delegated',
      prop: 'domain.dns',
      value: dns?.node.path,
      allowed: 'must be delegated by its parent domain: until then ACM and the deployment wait for hours',
      fix: 'deploy the zone first, enter its name servers at the registrar, then set `delegated: true` on the zone of BankDns',
    }),
    ...(certificate ? certificateProblems(stack, 'domain.certificate', certificate) : outsideProblems(domain)),
  ];
}

/** Names that the zone cannot validate a certificate for: ACM and the deployment wait for hours. */
function outsideProblems({ name, dns, redirectFrom }: ApiDomain): Array<Problem | undefined> {
  const outside = (prop: string, value: string) =>
    problemIf(dns !== undefined && isDomainName(value) && !isInZone(value, dns.rootDomain), {
      code: 'api/name-outside-zone',
      prop,
      value,
      allowed: `must be in the zone "${dns?.rootDomain}", which validates the certificate`,
      fix: 'pass the zone of the name, or a certificate that has it',
    });
  return [outside('domain.name', name), ...redirectFrom.map((it) => outside('domain.redirectFrom', it))];
}

/** Problems of a certificate that a listener or an API of the stack cannot have. */
export function certificateProblems(stack: Stack, prop: string, certificate: ICertificate): Array<Problem | undefined> {
  const [region, account] = [certificateRegion(certificate), accountOf(certificate)];
  const about = { code: 'api/certificate-elsewhere', prop, value: certificate.node.path };
  return [
    problemIf(region !== undefined && areDifferent(region, stack.region), {
      ...about,
      allowed: `must be in the region of the stack, ${stack.region}, and not in ${region}`,
      fix: 'pass one of that region, or leave it out for a name in a Route 53 zone',
    }),
    problemIf(areDifferent(account, stack.account), {
      ...about,
      allowed: `must be in the account of the stack, ${stack.account}, and not in ${account}`,
      fix: 'request one in that account, or leave it out for a name in a Route 53 zone',
    }),
  ];
}

function nameProblem({ name }: ApiDomain, longest: number): Problem | undefined {
  return problemIf(!isDomainName(name) || name.includes('_') || name.length > longest, {
    code: 'api/not-an-api-name',
    prop: 'domain.name',
    value: name,
    allowed: `must be a full domain name of at most ${longest} characters, at most 63 in a label, with * as its first label at most`,
    fix: 'write it like "api.bank.example"',
  });
}

function redirectProblem({ name }: ApiDomain, from: string): Problem | undefined {
  const about = { prop: 'domain.redirectFrom', value: from };
  return (
    problemIf(!isDomainName(from) || /[*_]/.test(from) || from.length > LONGEST_HOST, {
      ...about,
      code: 'api/not-a-redirect-name',
      allowed: `must be a full domain name of at most ${LONGEST_HOST} characters, without wildcards`,
      fix: 'write each name out',
    }) ??
    problemIf(name === from || name.startsWith('*'), {
      ...about,
      code: 'api/redirect-to-itself',
      allowed: `must be redirected to one other host, and the name of the domain is ${name}`,
      fix: name === from ? 'remove it from the list' : 'add it to the domain of a service with one name',
    })
  );
}

function accountOf({ certificateArn, env }: ICertificate): string {
  return Token.isUnresolved(certificateArn) ? env.account : certificateArn.split(':')[4];
}
