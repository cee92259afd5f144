import { Stack, Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { timeProblems } from './time-problems';
import { isDomainName } from '../../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isCidr } from '../../../core/private/checks/values';
import { routingProblems } from '../../../core/private/formats/routing-problems';
import { REGIONAL_WEB_ACL_ARN } from '../../../core/private/formats/web-acl-arn';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { EdgeCertificate } from '../../../edge';
import { ApiDomain } from '../../api-domain';
import { ApiExposure } from '../../api-exposure';
import { ApiRouting } from '../../api-routing';
import type { ApiTrafficOptions } from '../../api-traffic-options';

/** Limits of a listener rule, and of the common name of a certificate. */
const LONGEST_HOST = 128;
const LONGEST_OF_CERTIFICATE = 64;

/** Quota of a security group: 60 rules, and each range takes two. */
const MOST_RANGES = 30;

/** Problems of domain, exposure, routes, timeouts and the load balancer. */
export function trafficProblems(stack: Stack, props: ApiTrafficOptions): Array<Problem | undefined> {
  const { webAclArn, sslPolicy, domain } = props;
  return [
    ...domainProblems(stack, domain),
    ...exposureProblems(props.exposure ?? ApiExposure.internet()),
    ...routingProblems(props.routing ?? ApiRouting.wholeHost()),
    ...timeProblems(props),
    problemIf(sslPolicy !== undefined && !/-TLS13-1-[23]-/.test(sslPolicy), {
      code: 'api/old-tls',
      prop: 'sslPolicy',
      value: sslPolicy,
      allowed: 'must support TLS 1.3, and must not accept 1.0 or 1.1',
      fix: 'use TLS13_RES, TLS13_13 where every client supports 1.3, or leave it out',
    }),
    problemIf(webAclArn !== undefined && !isRegionalWebAcl(webAclArn, stack), {
      code: 'api/not-a-regional-web-acl',
      prop: 'webAclArn',
      value: webAclArn,
      allowed: "must be a web ACL of scope REGIONAL, in the stack's own account and region",
      fix: 'pass an ARN like "arn:aws:wafv2:ap-southeast-1:111111111111:regional/webacl/name/id"',
    }),
    problemIf(props.accessLogBucket?.encryptionKey !== undefined, {
      code: 'api/log-bucket-with-key',
      prop: 'accessLogBucket',
      value: props.accessLogBucket?.node.path,
      allowed: 'cannot be encrypted with a KMS key: load balancers write access logs to buckets with SSE-S3 only',
      fix: 'pass a bucket with BucketEncryption.S3_MANAGED, or leave it out',
    }),
    problemIf(props.accessLogBucket !== undefined && areDifferent(props.accessLogBucket.env.region, stack.region), {
      code: 'api/log-bucket-elsewhere',
      prop: 'accessLogBucket',
      value: props.accessLogBucket?.node.path,
      allowed: `must be in the region of the load balancer, ${stack.region}, and not in ${props.accessLogBucket?.env.region}`,
      fix: 'pass a bucket of that region, or leave it out',
    }),
  ];
}

function domainProblems(stack: Stack, { name, dns, certificate }: ApiDomain): Array<Problem | undefined> {
  const region = certificate && regionOf(certificate);
  const account = certificate && accountOf(certificate);
  const longest = certificate ? LONGEST_HOST : LONGEST_OF_CERTIFICATE;
  return [
    problemIf(!isDomainName(name) || /[*_]/.test(name) || name.length > longest, {
      code: 'api/not-an-api-name',
      prop: 'domain.name',
      value: name,
      allowed: `must be a full domain name of at most ${longest} characters, at most 63 in a label, and no wildcard`,
      fix: 'write it like "api.bank.example"',
    }),
    problemIf(dns !== undefined && certificate === undefined && !dns.isDelegated, {
      code: 'api/zone-not-delegated',
      prop: 'domain.dns',
      value: dns?.node.path,
      allowed: 'must be delegated by its parent domain: until then ACM and the deployment wait for hours',
      fix: 'deploy the zone first, enter its name servers at the registrar, then set `delegated: true` on the zone of BankDns',
    }),
    problemIf(region !== undefined && areDifferent(region, stack.region), {
      code: 'api/certificate-elsewhere',
      prop: 'domain.certificate',
      value: certificate?.node.path,
      allowed: `must be in the region of the load balancer, ${stack.region}, and not in ${region}`,
      fix: 'pass one of that region, or leave it out for a name in a Route 53 zone',
    }),
    problemIf(account !== undefined && areDifferent(account, stack.account), {
      code: 'api/certificate-elsewhere',
      prop: 'domain.certificate',
      value: certificate?.node.path,
      allowed: `must be in the account of the load balancer, ${stack.account}, and not in ${account}`,
      fix: 'request one in that account, or leave it out for a name in a Route 53 zone',
    }),
  ];
}

function accountOf({ certificateArn, env }: ICertificate): string {
  return Token.isUnresolved(certificateArn) ? env.account : certificateArn.split(':')[4];
}

/** Region of a certificate: an `EdgeCertificate` knows its stack, an imported certificate has it in its ARN. */
function regionOf(certificate: ICertificate): string | undefined {
  const { edgeStack } = certificate as Partial<EdgeCertificate>;
  if (edgeStack) {
    return edgeStack.region;
  }
  const { certificateArn } = certificate;
  return Token.isUnresolved(certificateArn) ? certificate.env.region : certificateArn.split(':')[3];
}

function isInternet(range: string): boolean {
  return isCidr(range) && range.endsWith('/0');
}

function exposureProblems({ isPublic, addressRanges }: ApiExposure): Array<Problem | undefined> {
  if (Token.isUnresolved(addressRanges)) {
    return [
      {
        code: 'api/late-ranges',
        prop: 'exposure',
        value: 'a list that only CloudFormation knows',
        allowed: 'must be known at synthesis, since each range is a rule of its own',
        fix: 'write the ranges out',
      },
    ];
  }
  return [
    problemIf(isPublic && addressRanges.length === 0, {
      code: 'api/no-ranges',
      prop: 'exposure',
      value: [],
      allowed: 'must have at least one range, or no client on the internet could call',
      fix: 'name the ranges, or use ApiExposure.withinVpc()',
    }),
    ...addressRanges.map((range) =>
      problemIf(!isCidr(range), {
        code: 'api/not-a-range',
        prop: 'exposure',
        value: range,
        allowed: 'must be an IPv4 CIDR block',
        fix: 'write it like "203.0.113.0/24", a single address with "/32"',
      }),
    ),
    problemIf(addressRanges.length > MOST_RANGES, {
      code: 'api/too-many-ranges',
      prop: 'exposure',
      value: `${addressRanges.length} ranges`,
      allowed: `must be at most ${MOST_RANGES}: each takes two of the 60 rules of a security group`,
      fix: 'name larger ranges, or use ApiExposure.internet() behind a web ACL',
    }),
    problemIf(addressRanges.some(isInternet) && addressRanges.join() !== '0.0.0.0/0', {
      code: 'api/range-of-all',
      prop: 'exposure',
      value: addressRanges.find(isInternet),
      allowed: 'must not include the whole internet',
      fix: 'use ApiExposure.internet() if that is meant, or remove it',
    }),
  ];
}

function isRegionalWebAcl(arn: string, { account, region }: Stack): boolean {
  const [, , , aclRegion, aclAccount] = arn.split(':');
  return REGIONAL_WEB_ACL_ARN.test(arn) && !areDifferent(aclRegion, region) && !areDifferent(aclAccount, account);
}
