/** Resources that a web ACL is for. */
export enum FirewallScope {
  /** CloudFront distributions. The web ACL, its log and its metrics are in us-east-1. */
  CLOUDFRONT = 'CLOUDFRONT',

  /** Application Load Balancers, REST APIs and Cognito user pools of the region of the stack. */
  REGIONAL = 'REGIONAL',
}
