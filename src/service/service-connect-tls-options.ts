import { IKey } from 'aws-cdk-lib/aws-kms';

/**
 * TLS between the proxies of Service Connect, with certificates that ECS issues, rotates and distributes.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html
 */
export interface ServiceConnectTlsOptions {
  /**
   * ARN of the certificate authority of AWS Private CA that issues the certificates, root or subordinate, in the region of the
   * service and with the tag `AmazonECSManaged: true`. AWS bills it by the month; the mode for short-lived certificates,
   * which suffice here, is the cheaper one.
   */
  readonly certificateAuthorityArn: string;

  /**
   * Symmetric KMS key of the secrets in which ECS keeps the private keys. Its policy has to let IAM policies of the account
   * decide, as that of a `Key` does.
   * @default - a key that AWS owns
   */
  readonly encryptionKey?: IKey;
}
