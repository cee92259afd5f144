import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { ApiHostHeader } from './api-host-header';

/** An API that a site serves under its own name. */
export interface SiteApi {
  /** Path pattern of the cache behavior, such as `/api/*`. */
  readonly pathPattern: string;

  /** Origin that answers under these paths. */
  readonly origin: IOrigin;
}

/** Options of an API that a site serves under its own name. */
export interface SiteApiOptions {
  /**
   * Host header that the API receives. `ApiHostHeader.VIEWER` says what its certificate must be then.
   * @default ApiHostHeader.ORIGIN
   */
  readonly hostHeader?: ApiHostHeader;
}
