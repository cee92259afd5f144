import { Duration } from 'aws-cdk-lib';
import {
  CfnDistribution,
  IOrigin,
  OriginBase,
  OriginProtocolPolicy,
  OriginSslPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { recordViewerHost } from '../../../core/private/resources/viewer-host';
import type { ApiDomain } from '../../../service';

/** CloudFront waits for an origin at most as long, without a raised quota. */
const [SHORTEST, LONGEST] = [30, 60];

/** The origin by the name of the API; by that of API Gateway, with the Host of the viewer, where that name leads to CloudFront. */
export function originOf(domain: ApiDomain, regionalDomainName: string, timeout: Duration): IOrigin {
  if (!domain.isBehindCloudFront) {
    return new RestApiOrigin(domain.name, timeout);
  }
  const origin = new RestApiOrigin(regionalDomainName, timeout);
  recordViewerHost(origin);
  return origin;
}

/** A REST API as the origin of a distribution. */
class RestApiOrigin extends OriginBase {
  private readonly seconds: number;

  constructor(domainName: string, timeout: Duration) {
    super(domainName);
    const needed = Math.ceil(timeout.toSeconds({ integral: false })) + 1; // so that API Gateway answers first
    this.seconds = Math.min(Math.max(needed, SHORTEST), LONGEST);
  }

  protected renderCustomOriginConfig(): CfnDistribution.CustomOriginConfigProperty {
    return {
      originProtocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      originReadTimeout: this.seconds,
    };
  }
}
