/** Host header that CloudFront sends to an API behind a site. */
export enum ApiHostHeader {
  /** Domain name of the origin. Every kind of origin accepts it. */
  ORIGIN = 'ORIGIN',

  /**
   * Name that the viewer asked for, such as `<tenant>.platform.example`, so that an API reads its tenant from the Host header.
   *
   * CloudFront compares the certificate of the API with this name: a load balancer needs one for each name of the site, such as
   * `*.platform.example`, in its own region. Any other certificate makes CloudFront answer with 502. S3 buckets, function URLs and
   * `execute-api` names of API Gateway accept no Host but their own.
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
   */
  VIEWER = 'VIEWER',
}
