import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { BACKENDS, backendTypeProblems } from './backend-problems';
import { BUCKET, DURATION, KEY } from '../../core/private/checks/cdk-types';
import { Problem } from '../../core/private/checks/problems';
import { requiredTypeProblem } from '../../core/private/checks/required-props';
import {
  BOOLEAN,
  entriesOf,
  instance,
  oneOf,
  OPTIONS,
  TEXT,
  TEXTS,
  Type,
  typeProblems,
} from '../../core/private/checks/types';
import { WEB_ACL_ARN } from '../../core/private/formats/web-acl-arn';
import type { StaticSpaSiteProps } from '../static-spa-site';

/** Without those that a check of values covers whatever their type. */
const TYPES: Record<Exclude<keyof StaticSpaSiteProps, 'tlsPolicy' | 'removalPolicy'>, Type> = {
  toolchain: instance('a SpaToolchain, such as `SpaToolchain.vite()`', 'cacheRules'),
  domain: instance('a SiteDomain, such as `SiteDomain.inZone(…)`', 'redirectFrom'),
  bucketName: TEXT,
  backends: BACKENDS,
  contentSecuritySources: OPTIONS,
  permissionsPolicy: TEXT,
  routesWithDots: TEXTS,
  priceClass: oneOf({ PriceClass }),
  webAclArn: WEB_ACL_ARN,
  customerKey: OPTIONS,
  encryptionKey: KEY,
  accessLogBucket: BUCKET,
  accessLogRetention: DURATION,
  publishAdditionalMetrics: BOOLEAN,
};

/** Props of another type: a text for `backends` would leave the Content-Security-Policy without them. */
export function siteTypeProblems(props: StaticSpaSiteProps): Array<Problem | undefined> {
  const { backends, contentSecuritySources, customerKey } = props;
  return [
    ...typeProblems(props, TYPES),
    ...(BACKENDS.has(backends) ? backendTypeProblems(backends!) : []),
    ...entriesOf(contentSecuritySources).map(([directive, sources]) =>
      requiredTypeProblem(`contentSecuritySources.${directive}`, sources, TEXTS),
    ),
    ...inside(customerKey, { publisherArns: TEXTS }, 'customerKey.'),
  ];
}

function inside<T extends object>(
  value: T | undefined,
  types: { [Name in keyof T]?: Type },
  prefix: string,
): Array<Problem | undefined> {
  return OPTIONS.has(value) ? typeProblems(value!, types, prefix) : [];
}
