import { Duration } from 'aws-cdk-lib';
import { CfnDistribution, OriginBase, OriginProtocolPolicy, OriginSslPolicy } from 'aws-cdk-lib/aws-cloudfront';

/** CloudFront waits for an origin at most as long, without a raised quota. */
const [SHORTEST, LONGEST] = [30, 60];

/** A REST API as the origin of a distribution. */
export class RestApiOrigin extends OriginBase {
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
