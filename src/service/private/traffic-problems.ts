import { Stack, Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { isCidr } from '../../core/private/cidr';
import { isDomainName } from '../../core/private/domain-name';
import { areDifferent } from '../../core/private/edge-stack';
import { Problem, problemIf } from '../../core/private/refuse';
import type { EdgeCertificate } from '../../edge';
import { ApiDomain } from '../api-domain';
import { ApiExposure } from '../api-exposure';
import { ApiRouting } from '../api-routing';
import type { ApiTrafficOptions } from '../api-traffic-options';
import { routingProblems } from './routing-problems';
import { timeProblems } from './time-problems';

/** The longest host that a rule of the load balancer takes. */
const LONGEST_HOST = 128;

/** What no request would get through, or too many. */
export function trafficProblems(stack: Stack, props: ApiTrafficOptions): Array<Problem | undefined> {
  const { webAclArn, sslPolicy, domain } = props;
  return [
    ...domainProblems(stack, domain),
    ...exposureProblems(props.exposure ?? ApiExposure.internet()),
    ...routingProblems(props.routing ?? ApiRouting.wholeHost(), domain),
    ...timeProblems(props),
    problemIf(sslPolicy !== undefined && !/-TLS13-1-[23]-/.test(sslPolicy), {
      code: 'api/old-tls',
      prop: 'sslPolicy',
      value: sslPolicy,
      allowed: 'it knows no TLS 1.3, or still accepts 1.0 or 1.1',
      fix: 'take TLS13_RES, TLS13_13 where every client speaks 1.3, or leave it out',
    }),
    problemIf(webAclArn !== undefined && !isRegionalWebAcl(webAclArn, stack), {
      code: 'api/not-a-regional-web-acl',
      prop: 'webAclArn',
      value: webAclArn,
      allowed: "a load balancer takes web ACLs of scope REGIONAL, of the stack's own account and region",
      fix: 'pass an ARN like "arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/name/id"',
    }),
    problemIf(props.accessLogBucket !== undefined && areDifferent(props.accessLogBucket.env.region, stack.region), {
      code: 'api/log-bucket-elsewhere',
      prop: 'accessLogBucket',
      value: props.accessLogBucket?.node.path,
      allowed: `it is in ${props.accessLogBucket?.env.region}, and a load balancer writes to its own region, ${stack.region}, alone`,
      fix: 'pass a bucket of that region, or leave it out',
    }),
  ];
}

function domainProblems(stack: Stack, { name, dns, certificate, graphqlPath }: ApiDomain): Array<Problem | undefined> {
  const region = certificate && regionOf(certificate);
  return [
    problemIf(!isDomainName(name) || name.startsWith('*') || name.length > LONGEST_HOST, {
      code: 'api/not-an-api-name',
      prop: 'domain.name',
      value: name,
      allowed: `an API has one full name of ${LONGEST_HOST} characters at most, such as "api.bank.example", and no wildcard`,
      fix: 'write the name out',
    }),
    problemIf(!/^\/[^\s?#]*$/.test(graphqlPath), {
      code: 'api/not-a-path',
      prop: 'domain.graphqlPath',
      value: graphqlPath,
      allowed: 'it has to begin with a slash, and to have neither query nor spaces',
      fix: 'write it like "/api/graphql"',
    }),
    problemIf(dns !== undefined && certificate === undefined && !dns.isDelegated, {
      code: 'api/zone-not-delegated',
      prop: 'domain.dns',
      value: dns?.node.path,
      allowed:
        'nobody stated that its parent domain points at it, and without that ACM and the deployment wait for hours',
      fix: "deploy the zone first, enter its name servers at the registrar, then state it: `delegated: true` on BankDns' zone",
    }),
    problemIf(region !== undefined && areDifferent(region, stack.region), {
      code: 'api/certificate-elsewhere',
      prop: 'domain.certificate',
      value: certificate?.node.path,
      allowed: `it is in ${region}, and a load balancer takes certificates of its own region, ${stack.region}, alone`,
      fix: 'pass one of that region, or leave it out where the name is in a zone of ours',
    }),
  ];
}

/** One of ours for CloudFront knows the stack that it is in, and one that is imported has its region in its ARN. */
function regionOf(certificate: ICertificate): string | undefined {
  const { edgeStack } = certificate as Partial<EdgeCertificate>;
  if (edgeStack) {
    return edgeStack.region;
  }
  const { certificateArn } = certificate;
  return Token.isUnresolved(certificateArn) ? certificate.env.region : certificateArn.split(':')[3];
}

function exposureProblems({ isPublic, addressRanges }: ApiExposure): Array<Problem | undefined> {
  if (Token.isUnresolved(addressRanges)) {
    return [
      {
        code: 'api/late-ranges',
        prop: 'exposure',
        value: 'a list that only CloudFormation knows',
        allowed: 'there is a rule for each range, so how many there are has to be known here',
        fix: 'write the ranges out',
      },
    ];
  }
  return [
    problemIf(isPublic && addressRanges.length === 0, {
      code: 'api/no-ranges',
      prop: 'exposure',
      value: [],
      allowed: 'without a range nobody on the internet could call',
      fix: 'name the ranges, or take ApiExposure.withinVpc()',
    }),
    ...addressRanges.map((range) =>
      problemIf(!isCidr(range), {
        code: 'api/not-a-range',
        prop: 'exposure',
        value: range,
        allowed: 'a range is four numbers to 255 with dots between, a slash and the number of bits to 32',
        fix: 'write it like "203.0.113.0/24", a single address with "/32"',
      }),
    ),
    problemIf(addressRanges.length > 1 && addressRanges.includes('0.0.0.0/0'), {
      code: 'api/range-of-all',
      prop: 'exposure',
      value: '0.0.0.0/0',
      allowed: 'it holds all the others',
      fix: 'take ApiExposure.internet() if that is meant, or take it out',
    }),
  ];
}

function isRegionalWebAcl(arn: string, { account, region }: Stack): boolean {
  const match = /^arn:[\w-]+:wafv2:([\w-]+):(\d{12}):regional\/webacl\/[^/]+\/[^/]+$/.exec(arn);
  return match !== null && !areDifferent(match[1], region) && !areDifferent(match[2], account);
}
