import { Stack, Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { DEFAULT_GRAPHQL_PATH, routingProblems } from './routing-problems';
import { timeProblems } from './time-problems';
import { isDomainName } from '../../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isCidr } from '../../../core/private/checks/values';
import { REGIONAL_WEB_ACL_ARN } from '../../../core/private/formats/web-acl-arn';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { EdgeCertificate } from '../../../edge';
import { ApiDomain } from '../../api-domain';
import { ApiExposure } from '../../api-exposure';
import { ApiRouting } from '../../api-routing';
import type { ApiTaskOptions } from '../../api-task-options';
import type { ApiTrafficOptions } from '../../api-traffic-options';

/** The longest host that a rule of the load balancer takes, and the longest that a certificate is made for. */
const LONGEST_HOST = 128;
const LONGEST_OF_CERTIFICATE = 64;

/** A security group takes 60 rules. */
const MOST_RANGES = 30;

type Options = ApiTrafficOptions & Pick<ApiTaskOptions, 'settings'>;

/** Whether somebody is told where GraphQL is. */
function servesGraphql({ settings, domain }: Options): boolean {
  return settings?.parameters.GRAPHQL_PUBLIC_URL !== undefined || domain.graphqlPath !== DEFAULT_GRAPHQL_PATH;
}

/** What no request would get through, or too many. */
export function trafficProblems(stack: Stack, props: Options): Array<Problem | undefined> {
  const { webAclArn, sslPolicy, domain } = props;
  return [
    ...domainProblems(stack, domain),
    ...exposureProblems(props.exposure ?? ApiExposure.internet()),
    ...routingProblems(props.routing ?? ApiRouting.wholeHost(), domain, servesGraphql(props)),
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
    problemIf(props.accessLogBucket?.encryptionKey !== undefined, {
      code: 'api/log-bucket-with-key',
      prop: 'accessLogBucket',
      value: props.accessLogBucket?.node.path,
      allowed: "it is encrypted with a key of its own, and load balancers write to buckets with S3's encryption alone",
      fix: 'pass a bucket with BucketEncryption.S3_MANAGED, or leave it out',
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
  const account = certificate && accountOf(certificate);
  const longest = certificate ? LONGEST_HOST : LONGEST_OF_CERTIFICATE;
  return [
    problemIf(!isDomainName(name) || /[*_]/.test(name) || name.length > longest, {
      code: 'api/not-an-api-name',
      prop: 'domain.name',
      value: name,
      allowed: `an API has one full name of ${longest} characters at most, 63 between two dots, such as "api.bank.example", and no wildcard`,
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
    problemIf(account !== undefined && areDifferent(account, stack.account), {
      code: 'api/certificate-elsewhere',
      prop: 'domain.certificate',
      value: certificate?.node.path,
      allowed: `it is in account ${account}, and a load balancer takes certificates of its own account, ${stack.account}, alone`,
      fix: 'request one in that account, or leave it out where the name is in a zone of ours',
    }),
  ];
}

function accountOf({ certificateArn, env }: ICertificate): string {
  return Token.isUnresolved(certificateArn) ? env.account : certificateArn.split(':')[4];
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

function isEverybody(range: string): boolean {
  return isCidr(range) && range.endsWith('/0');
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
    problemIf(addressRanges.length > MOST_RANGES, {
      code: 'api/too-many-ranges',
      prop: 'exposure',
      value: `${addressRanges.length} ranges`,
      allowed: `each takes two rules, and a security group has 60, which makes ${MOST_RANGES}`,
      fix: 'name larger ranges, or take ApiExposure.internet() behind a web ACL',
    }),
    problemIf(addressRanges.some(isEverybody) && addressRanges.join() !== '0.0.0.0/0', {
      code: 'api/range-of-all',
      prop: 'exposure',
      value: addressRanges.find(isEverybody),
      allowed: 'that is every address there is',
      fix: 'take ApiExposure.internet() if that is meant, or take it out',
    }),
  ];
}

function isRegionalWebAcl(arn: string, { account, region }: Stack): boolean {
  const [, , , aclRegion, aclAccount] = arn.split(':');
  return REGIONAL_WEB_ACL_ARN.test(arn) && !areDifferent(aclRegion, region) && !areDifferent(aclAccount, account);
}
