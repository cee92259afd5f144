import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { IMonitored, RequestMetrics } from '../core';

/** A `StaticSpaSite`, defined in this app or imported with `StaticSpaSite.fromStaticSpaSiteAttributes()`. */
export interface IStaticSpaSite extends IConstruct, IMonitored {
  /** Name of the content bucket. */
  readonly bucketName: string;

  /** ID of the CloudFront distribution, such as `E1ABCDEFGHIJKL`. */
  readonly distributionId: string;

  /** Domain name that CloudFront gave to the distribution, such as `d111111abcdef8.cloudfront.net`. */
  readonly distributionDomainName: string;

  /** Origin of the site, such as `https://app.bank.example`: for the CORS list of an API and for the login provider. */
  readonly origin: string;

  /** Requests of visitors, for a `ServiceLevelObjective`: those with a 5xx response have failed. */
  readonly requestMetrics: RequestMetrics;

  /**
   * Grants publishing: list the bucket, read, write and delete its objects, invalidate the distribution.
   * @param grantee role of CI, in the account of the site
   */
  grantPublish(grantee: IGrantable): Grant;
}

/** Attributes of a `StaticSpaSite` that another app defines. */
export interface StaticSpaSiteAttributes {
  /** Name of the content bucket. */
  readonly bucketName: string;

  /** ID of the CloudFront distribution, such as `E1ABCDEFGHIJKL`. */
  readonly distributionId: string;

  /** Domain name that CloudFront gave to the distribution, such as `d111111abcdef8.cloudfront.net`. */
  readonly distributionDomainName: string;

  /**
   * Origin of the site, such as `https://app.bank.example`.
   * @default - https:// and the `distributionDomainName`
   */
  readonly origin?: string;
}
