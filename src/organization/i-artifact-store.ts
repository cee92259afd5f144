import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** Packages of an organization in AWS CodeArtifact, seen from any of its accounts. */
export interface IArtifactStore extends IConstruct {
  /** Name of the domain. */
  readonly domainName: string;

  /** Account id of the domain. */
  readonly accountId: string;

  /** Region of the domain. */
  readonly region: string;

  /** ARN of the domain. */
  readonly domainArn: string;

  /** ARN of the repository for npm. */
  readonly npmRepositoryArn: string;

  /** ARN of the repository for Python. */
  readonly pypiRepositoryArn: string;

  /** Command that points npm to the repository, for twelve hours. */
  readonly npmLoginCommand: string;

  /** Command that points pip to the repository, for twelve hours. */
  readonly pipLoginCommand: string;

  /**
   * Grants reading packages of both repositories, by the policy of the grantee: what the policies of the domain offer to each
   * account of the organization, and `sts:GetServiceBearerToken`, without which no token is given out.
   * @param grantee role that installs packages, of the account where the store is referenced
   */
  grantRead(grantee: IGrantable): Grant;
}

/** Attributes of an artifact store that another app defines. */
export interface ArtifactStoreAttributes {
  /** Name of the domain, such as `acme`. */
  readonly domainName: string;

  /** Account id of the domain, such as `100000000004`. */
  readonly accountId: string;

  /** Region of the domain, such as `us-east-1`. */
  readonly region: string;
}
