import { Stack } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SecurityPolicyProtocol } from 'aws-cdk-lib/aws-cloudfront';
import { accessLogProblems } from './access-log-problems';
import { backendProblems } from './backend-problems';
import { publisherProblems } from './publisher-problems';
import { nameProblems } from './site-names';
import { sourceProblems } from './source-problems';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { missingProblem } from '../../core/private/checks/required-props';
import { BUCKET_NAME } from '../../core/private/formats/bucket-name';
import { GLOBAL_WEB_ACL_ARN } from '../../core/private/formats/web-acl-arn';
import { certificateRegion } from '../../core/private/stacks/certificate-region';
import { areDifferent } from '../../core/private/stacks/stack-of';
import { unfitWebAcl } from '../../core/private/stacks/web-acl';
import type { StaticSpaSiteProps } from '../static-spa-site';

const GOOD_TLS = [
  SecurityPolicyProtocol.TLS_V1_2_2021,
  SecurityPolicyProtocol.TLS_V1_2_2025,
  SecurityPolicyProtocol.TLS_V1_3_2025,
];

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-custom-headers */
const MAX_HEADER = 1783;

/** Values that S3, CloudFront or the browser would refuse later. */
export function siteProblems(stack: Stack, props: StaticSpaSiteProps): Array<Problem | undefined> {
  return [
    bucketNameProblem(props.bucketName),
    ...backendProblems(props.backends ?? []),
    ...nameProblems(props.domain),
    certificateProblem(props.domain?.certificate),
    ...(props.routesWithDots ?? []).map(routeProblem),
    problemIf(props.tlsPolicy !== undefined && !GOOD_TLS.includes(props.tlsPolicy), {
      code: 'site/old-tls',
      prop: 'tlsPolicy',
      value: props.tlsPolicy,
      allowed: 'cannot allow TLS versions or ciphers that no current browser needs',
      fix: 'use TLS_V1_2_2021, TLS_V1_2_2025 or TLS_V1_3_2025, or leave it out',
    }),
    problemIf(props.tlsPolicy !== undefined && props.domain === undefined, {
      code: 'site/tls-without-name',
      prop: 'tlsPolicy',
      value: props.tlsPolicy,
      allowed: 'CloudFront decides the TLS policy of its own name under cloudfront.net',
      fix: "give the site a 'domain', or leave it out",
    }),
    webAclProblem(stack, props.webAclArn),
    headerProblem(props.permissionsPolicy),
    ...accessLogProblems(stack, props),
    ...sourceProblems(props.contentSecuritySources ?? {}),
    problemIf(props.encryptionKey !== undefined && props.customerKey !== undefined, {
      code: 'site/two-keys',
      prop: 'encryptionKey',
      value: props.encryptionKey?.keyArn,
      allowed: "cannot be set together with 'customerKey', which creates a key",
      fix: 'leave one of the two out',
    }),
    props.customerKey && missingProblem('customerKey.publisherArns', props.customerKey.publisherArns),
    ...publisherProblems(stack, props.customerKey?.publisherArns),
  ];
}

/** CloudFront refuses it minutes into the deployment; the CDK sees it of an ARN alone. */
function certificateProblem(certificate: ICertificate | undefined): Problem | undefined {
  const region = certificate && certificateRegion(certificate);
  return problemIf(region !== undefined && areDifferent(region, 'us-east-1'), {
    code: 'site/certificate-elsewhere',
    prop: 'domain.certificate',
    value: certificate?.node.path,
    allowed: `must be in us-east-1, where CloudFront reads certificates, and not in ${region}`,
    fix: 'pass an EdgeCertificate, or leave it out for a name in a Route 53 zone',
  });
}

function webAclProblem(stack: Stack, arn: string | undefined): Problem | undefined {
  const unfit = arn === undefined ? undefined : unfitWebAcl(stack, arn);
  return problemIf(arn !== undefined && (unfit !== undefined || !GLOBAL_WEB_ACL_ARN.test(arn)), {
    code: 'site/not-a-global-web-acl',
    prop: 'webAclArn',
    value: unfit ?? arn,
    allowed: 'must be a web ACL of scope CLOUDFRONT, which is in us-east-1',
    fix: 'pass `webAclArn` of an EdgeFirewall with FirewallScope.CLOUDFRONT, or an ARN like "arn:aws:wafv2:us-east-1:111111111111:global/webacl/name/id"',
  });
}

/** CloudFront refuses it minutes into the deployment, by the quotas of its headers. */
function headerProblem(value: string | undefined): Problem | undefined {
  return problemIf(value !== undefined && (!/^[\x21-\x7e][\x20-\x7e]*$/.test(value) || value.length > MAX_HEADER), {
    code: 'site/not-a-header-value',
    prop: 'permissionsPolicy',
    value: value?.slice(0, 100),
    allowed: `must be one line of 1 to ${MAX_HEADER} printable ASCII characters, as CloudFront takes for a header`,
    fix: 'write it like "camera=(), geolocation=(self)", or leave it out',
  });
}

/** The S3 rules for bucket names; dots are refused because they break TLS to the bucket. */
function bucketNameProblem(name: string | undefined): Problem | undefined {
  return problemIf(name !== undefined && !BUCKET_NAME.test(name), {
    code: 'site/not-a-bucket-name',
    prop: 'bucketName',
    value: name,
    allowed:
      'must be 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends and no reserved prefix or suffix',
    fix: 'choose such a name without dots, or leave it out',
  });
}

function routeProblem(route: string): Problem | undefined {
  return problemIf(!/^\/.+\/$/.test(route), {
    code: 'site/not-a-route-prefix',
    prop: 'routesWithDots',
    value: route,
    allowed: 'must begin and end with a slash',
    fix: 'write it like "/users/"',
  });
}
