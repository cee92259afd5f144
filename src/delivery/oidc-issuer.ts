import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { OidcProviderNative } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { issuerProblems } from './private/issuer-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { nameMadeBy } from '../core/private/stacks/weak-reference';

/** Properties for defining an `OidcIssuer`. */
export interface OidcIssuerProps {
  /**
   * Where the issuer is.
   * @default 'https://token.actions.githubusercontent.com'
   */
  readonly url?: string;

  /**
   * Whom its tokens are for.
   * @default 'sts.amazonaws.com'
   */
  readonly audience?: string;

  /**
   * Whether the account knows it. It is used then, and not made.
   * @default false
   */
  readonly issuerExists?: boolean;
}

/**
 * An issuer of identity tokens, GitHub Actions unless told otherwise, that roles may trust. An account has one for an
 * address: made once, in one stack, or adopted.
 */
export class OidcIssuer extends Construct {
  /** The ARN of the provider in IAM, put together from its address, so that no export holds it in its place. */
  public readonly providerArn: string;

  /** The address without its scheme: what the keys of conditions begin with. */
  public readonly host: string;

  /** Whom its tokens are for. */
  public readonly audience: string;

  /** Whether the account knew it before. */
  public readonly isAdopted: boolean;

  constructor(scope: Construct, id: string, props: OidcIssuerProps = {}) {
    super(scope, id);
    const url = props.url ?? 'https://token.actions.githubusercontent.com';
    this.isAdopted = props.issuerExists ?? false;
    this.audience = props.audience ?? 'sts.amazonaws.com';
    throwOnProblems(this, ...issuerProblems(this, url, props));
    this.host = url.replace(/^https:\/\//, '');
    const arn = Stack.of(this).formatArn({
      service: 'iam',
      region: '',
      resource: 'oidc-provider',
      resourceName: this.host,
    });
    this.providerArn = this.isAdopted ? arn : nameMadeBy(topLevelStack(this), arn);

    if (!this.isAdopted) {
      const provider = new OidcProviderNative(this, 'Provider', { url, clientIds: [this.audience] });
      // Every role of CI in the account hangs on it, those of other stacks too.
      (provider.node.defaultChild as CfnResource).applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }
  }
}
