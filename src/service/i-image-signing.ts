import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** Signing of images in ECR, by a signing profile of AWS Signer of this app or of another one. */
export interface IImageSigning extends IConstruct {
  /** ARN of the AWS Signer signing profile. */
  readonly signingProfileArn: string;

  /** Filters of the repositories whose images ECR signs with the profile, such as `acme-crm-prod/*`. */
  readonly repositories: string[];

  /**
   * Grants signing with the profile. ECR signs as the role that pushes: an image that a role without it pushes is not signed.
   * @param grantee the role of CI, which pushes images
   */
  grantSign(grantee: IGrantable): Grant;
}

/** A rule of the signing configuration of a registry. */
export interface ImageSigningRule {
  /** ARN of the AWS Signer signing profile. */
  readonly signingProfileArn: string;

  /** Filters of the repositories whose images ECR signs with the profile, such as `acme-crm-prod/*`. */
  readonly repositories: string[];
}
