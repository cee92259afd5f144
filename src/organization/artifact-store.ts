import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnDomain } from 'aws-cdk-lib/aws-codeartifact';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { ArtifactStoreAttributes, IArtifactStore } from './i-artifact-store';
import { IOrganization } from './i-organization';
import { ImportedArtifactStore } from './private/artifacts/imported-artifact-store';
import { addPackageGroups } from './private/artifacts/package-groups';
import { domainPolicy } from './private/artifacts/policies';
import { artifactStoreProblems } from './private/artifacts/problems';
import { addRepositories } from './private/artifacts/repositories';
import { grantRead, partsOf, StoreParts } from './private/artifacts/store-parts';
import { ORGANIZATION } from './private/types';
import { KEY } from '../core/private/checks/cdk-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { requireTypes, TEXT, TEXTS } from '../core/private/checks/types';
import { removalPolicyOf } from '../core/private/resources/removal-policy';

/** Properties for defining an `ArtifactStore`. */
export interface ArtifactStoreProps {
  /** Organization whose accounts read packages. */
  readonly organization: IOrganization;

  /** Name of the domain, such as `acme`: unique in the account and region, and part of each URL. Another name makes another domain. */
  readonly domainName: string;

  /**
   * Scopes of npm that are yours, such as `acme` for `@acme/ui`. Packages of them come from publishers alone, and never from
   * the public registry, which may have one of the same name and a higher version.
   * @default - no package of npm is published
   */
  readonly npmScopes?: string[];

  /**
   * First words of names of Python packages that are yours, such as `acme` for `acme` and `acme-ui`. These too come from
   * publishers alone.
   * @default - no Python package is published
   */
  readonly pypiPrefixes?: string[];

  /**
   * ARNs of roles that publish packages, such as `arn:aws:iam::100000000005:role/publish-packages`. No other principal of
   * another account publishes.
   * @default - only roles of the account of the store, whose own policies allow it
   */
  readonly publisherArns?: string[];

  /**
   * Customer managed KMS key of the packages. CodeArtifact fixes it when it creates the domain, and decrypts by a grant: readers
   * need no permission on it.
   * @default - a key of its own, which rotates each year
   */
  readonly encryptionKey?: IKey;

  /**
   * Removal policy of the domain, its repositories and its key.
   *
   * `RemovalPolicy.DESTROY` is refused unless the context of the app is set, by
   * `new App({ context: { 'rl-bank-constructs:destroyData': true } })` or `-c rl-bank-constructs:destroyData=true`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Packages of an organization: an AWS CodeArtifact domain with a repository for npm and one for Python. Each account of the
 * organization reads; named roles publish.
 *
 * Public packages come through a repository of their own, which has the connection to the public registry. Packages with your
 * names never come from there, and packages with other names are never published.
 * @see https://docs.aws.amazon.com/codeartifact/latest/ug/package-groups.html
 * @example
 * import { ArtifactStore, IOrganization } from 'rl-bank-constructs/organization';
 *
 * declare const organization: IOrganization;
 *
 * const store = new ArtifactStore(this, 'Artifacts', {
 *   organization,
 *   domainName: 'acme',
 *   npmScopes: ['acme'],
 *   pypiPrefixes: ['acme'],
 *   publisherArns: ['arn:aws:iam::100000000005:role/publish-packages'],
 * });
 */
@propertyInjectable
export class ArtifactStore extends Construct implements IArtifactStore {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.organization.ArtifactStore';

  /**
   * References a store from another account of its organization.
   * @param scope where it is referenced
   * @param id its id there
   * @param attributes name, account and region of the domain
   */
  public static fromArtifactStoreAttributes(
    scope: Construct,
    id: string,
    attributes: ArtifactStoreAttributes,
  ): IArtifactStore {
    return new ImportedArtifactStore(scope, id, attributes);
  }

  /** Name of the domain. */
  public readonly domainName: string;

  /** Account id of the domain. */
  public readonly accountId: string;

  /** Region of the domain. */
  public readonly region: string;

  /** ARN of the domain, built from its name. */
  public readonly domainArn: string;

  /** ARN of the repository for npm, built from its name. */
  public readonly npmRepositoryArn: string;

  /** ARN of the repository for Python, built from its name. */
  public readonly pypiRepositoryArn: string;

  /** Command that points npm to the repository, for twelve hours. */
  public readonly npmLoginCommand: string;

  /** Command that points pip to the repository, for twelve hours. */
  public readonly pipLoginCommand: string;

  private readonly parts: StoreParts;

  constructor(scope: Construct, id: string, props: ArtifactStoreProps) {
    super(scope, id);
    requireProps(this, props, { organization: true, domainName: true });
    requireTypes(this, props, {
      ...{ organization: ORGANIZATION, domainName: TEXT, encryptionKey: KEY },
      ...{ npmScopes: TEXTS, pypiPrefixes: TEXTS, publisherArns: TEXTS },
    });
    throwOnProblems(this, ...artifactStoreProblems(props));
    const { account: accountId, region } = Stack.of(this);
    const { domainName, organization, npmScopes = [], pypiPrefixes = [], publisherArns = [] } = props;
    const removalPolicy = removalPolicyOf(this, props.removalPolicy);
    this.parts = partsOf(this, { domainName, accountId, region });
    ({
      domainName: this.domainName,
      accountId: this.accountId,
      region: this.region,
      domainArn: this.domainArn,
      npmRepositoryArn: this.npmRepositoryArn,
      pypiRepositoryArn: this.pypiRepositoryArn,
      npmLoginCommand: this.npmLoginCommand,
      pipLoginCommand: this.pipLoginCommand,
    } = this.parts);

    const key =
      props.encryptionKey ??
      new Key(this, 'Key', { description: `Packages of ${domainName}`, enableKeyRotation: true, removalPolicy });
    const domain = new CfnDomain(this, 'Domain', {
      domainName,
      encryptionKey: key.keyArn,
      permissionsPolicyDocument: domainPolicy(organization.organizationId),
    });
    domain.applyRemovalPolicy(removalPolicy);
    const options = { domainName: domain.attrName, organizationId: organization.organizationId, publisherArns };
    const npm = addRepositories(new Construct(this, 'Npm'), 'npm', options);
    const pypi = addRepositories(new Construct(this, 'Pypi'), 'pypi', options);
    [...npm, ...pypi].forEach((repository) => repository.applyRemovalPolicy(removalPolicy));
    addPackageGroups(this, domain.attrName, { npmScopes, pypiPrefixes });
  }

  /**
   * Grants reading packages of both repositories, by the policy of the grantee.
   * @param grantee role of the account of the store; roles of other accounts get it by `fromArtifactStoreAttributes` there
   */
  public grantRead(grantee: IGrantable): Grant {
    return grantRead(this, this.parts, grantee);
  }
}
