import {
  AddBehaviorOptions,
  AllowedMethods,
  CachePolicy,
  FunctionAssociation,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { ApiHostHeader } from '../api-host-header';

/** The cache behavior of an API: uncached, since answers of one tenant or user are not for others. */
export function apiBehavior(
  hostHeader: ApiHostHeader = ApiHostHeader.ORIGIN,
  guard?: FunctionAssociation,
): AddBehaviorOptions {
  return {
    allowedMethods: AllowedMethods.ALLOW_ALL,
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy:
      hostHeader === ApiHostHeader.VIEWER
        ? OriginRequestPolicy.ALL_VIEWER
        : OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    compress: true,
    functionAssociations: guard && [guard],
  };
}
