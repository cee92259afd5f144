import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { accountWideName } from '../../core/private/resources/account-wide-name';

/** Security headers of every answer. */
export function securityHeaders(site: Construct, csp: string, permissionsPolicy?: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(site, 'SecurityHeaders', {
    responseHeadersPolicyName: accountWideName(site, 128),
    comment: 'What browsers are told beside the content',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: csp, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
      // Without includeSubDomains: a site at the apex would decide for every other host of the domain.
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        {
          header: 'Permissions-Policy',
          value: permissionsPolicy ?? 'camera=(), geolocation=(), microphone=()',
          override: true,
        },
      ],
    },
  });
}
