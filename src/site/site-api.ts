import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';

/** An API that a site serves under its own name. */
export interface SiteApi {
  /** Path pattern of the cache behavior, such as `/api/*`. */
  readonly pathPattern: string;

  /** Origin that answers under these paths. */
  readonly origin: IOrigin;
}
