import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IOIDCProviderRef, OidcProviderNative } from 'aws-cdk-lib/aws-iam';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct, IConstruct } from 'constructs';
import {
  issuerProblems,
  madeTwiceProblem,
  otherUrlProblem,
  providerArnProblem,
  urlIn,
} from './private/issuer-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { requireStruct } from '../core/private/checks/types';
import { topLevelStack } from '../core/private/stacks/stack-of';
import { nameMadeBy } from '../core/private/stacks/weak-reference';

const GITHUB_ACTIONS = 'https://token.actions.githubusercontent.com';
const STS = 'sts.amazonaws.com';

/** Issuer of OIDC tokens that IAM roles can trust. */
export interface IOidcIssuer extends IConstruct {
  /** ARN of the OIDC provider in IAM. */
  readonly oidcProviderArn: string;

  /** URL of the issuer without `https://`, as in the ARN. The condition keys of its tokens begin with it. */
  readonly oidcProviderIssuer: string;

  /** Audience of the tokens, their `aud` claim. */
  readonly audience: string;
}

/** Properties for defining an `OidcIssuer`. */
export interface OidcIssuerProps {
  /**
   * URL of the issuer.
   * @default 'https://token.actions.githubusercontent.com'
   */
  readonly url?: string;

  /**
   * Audience of the tokens.
   * @default 'sts.amazonaws.com'
   */
  readonly audience?: string;
}

/** Options for `OidcIssuer.fromOpenIdConnectProvider()`. */
export interface OidcIssuerImportOptions {
  /**
   * URL of the issuer. Required where the ARN of the provider is a token, as for a provider of the same app.
   * @default - the URL in the ARN, or that of GitHub Actions without an ARN
   */
  readonly url?: string;

  /**
   * Audience of the tokens.
   * @default 'sts.amazonaws.com'
   */
  readonly audience?: string;
}

/** Attributes of an OIDC provider that exists. */
export interface OidcIssuerAttributes extends OidcIssuerImportOptions {
  /**
   * ARN of the OIDC provider.
   * @default - the provider of the stack's account for `url`, or for GitHub Actions without `url`
   */
  readonly oidcProviderArn?: string;
}

/**
 * IAM OIDC provider whose tokens roles can trust: that of GitHub Actions by default.
 *
 * An account has one provider for a URL: one stack makes it, and others import it. It is retained when its stack is
 * deleted, since roles of other stacks can trust it too.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 * @example
 * import { OidcIssuer } from 'rl-bank-constructs/delivery';
 *
 * // The account has no OIDC provider for GitHub Actions yet.
 * const created = new OidcIssuer(this, 'GitHub');
 *
 * // The account has one.
 * const imported = OidcIssuer.fromOidcIssuerAttributes(this, 'ImportedGitHub');
 */
@propertyInjectable
export class OidcIssuer extends Construct implements IOidcIssuer {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.delivery.OidcIssuer';

  /**
   * References the OIDC provider of the stack's account for a URL: that of GitHub Actions by default.
   * @param scope scope of the reference
   * @param id id of the reference
   * @param attributes URL and audience, or ARN
   */
  public static fromOidcIssuerAttributes(
    scope: Construct,
    id: string,
    attributes: OidcIssuerAttributes = {},
  ): IOidcIssuer {
    requireStruct('OidcIssuer.fromOidcIssuerAttributes', 'attributes', attributes);
    return new ImportedIssuer(scope, id, attributes);
  }

  /**
   * References an OIDC provider by its ARN.
   * @param scope scope of the reference
   * @param id id of the reference
   * @param oidcProviderArn ARN of the provider
   */
  public static fromOidcProviderArn(scope: Construct, id: string, oidcProviderArn: string): IOidcIssuer {
    requireArgument('OidcIssuer.fromOidcProviderArn', 'oidcProviderArn', oidcProviderArn);
    return new ImportedIssuer(scope, id, { oidcProviderArn });
  }

  /**
   * References an OIDC provider of the CDK: an `OidcProviderNative`, an `OpenIdConnectProvider` or a `CfnOIDCProvider`.
   * @param scope scope of the reference
   * @param id id of the reference
   * @param provider the provider
   * @param options URL and audience
   */
  public static fromOpenIdConnectProvider(
    scope: Construct,
    id: string,
    provider: IOIDCProviderRef,
    options: OidcIssuerImportOptions = {},
  ): IOidcIssuer {
    const { oidcProviderArn } = provider?.oidcProviderRef ?? {};
    requireArgument('OidcIssuer.fromOpenIdConnectProvider', 'provider', oidcProviderArn);
    requireStruct('OidcIssuer.fromOpenIdConnectProvider', 'options', options);
    return new ImportedIssuer(scope, id, { ...options, oidcProviderArn });
  }

  /** ARN of the OIDC provider, built from its URL, so that no CloudFormation export blocks a replacement. */
  public readonly oidcProviderArn: string;

  /** URL of the issuer without `https://`, as in the ARN. The condition keys of its tokens begin with it. */
  public readonly oidcProviderIssuer: string;

  /** Audience of the tokens, their `aud` claim. */
  public readonly audience: string;

  constructor(scope: Construct, id: string, props: OidcIssuerProps = {}) {
    super(scope, id);
    requireStruct('OidcIssuer', 'props', props);
    const url = props.url ?? GITHUB_ACTIONS;
    throwOnProblems(this, ...issuerProblems(url, props.audience), madeTwiceProblem(this, url));
    this.audience = props.audience ?? STS;
    this.oidcProviderIssuer = issuerOf(url);
    this.oidcProviderArn = nameMadeBy(topLevelStack(this), arnOf(this, this.oidcProviderIssuer));

    const provider = new OidcProviderNative(this, 'Provider', { url, clientIds: [this.audience] });
    // Every role of CI in the account hangs on it, those of other stacks too.
    (provider.node.defaultChild as CfnResource).applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}

class ImportedIssuer extends Construct implements IOidcIssuer {
  public readonly oidcProviderArn: string;
  public readonly oidcProviderIssuer: string;
  public readonly audience: string;

  constructor(scope: Construct, id: string, attributes: OidcIssuerAttributes) {
    super(scope, id);
    const { oidcProviderArn, audience } = attributes;
    throwOnProblems(this, providerArnProblem(attributes));
    const url = attributes.url ?? (oidcProviderArn ? urlIn(oidcProviderArn)! : GITHUB_ACTIONS);
    throwOnProblems(this, ...issuerProblems(url, audience), otherUrlProblem(url, oidcProviderArn));
    this.audience = audience ?? STS;
    this.oidcProviderIssuer = issuerOf(url);
    this.oidcProviderArn = oidcProviderArn ?? arnOf(this, this.oidcProviderIssuer);
  }
}

function issuerOf(url: string): string {
  return url.replace(/^https:\/\//, '');
}

function arnOf(scope: Construct, resourceName: string): string {
  return Stack.of(scope).formatArn({ service: 'iam', region: '', resource: 'oidc-provider', resourceName });
}
