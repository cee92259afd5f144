import { CfnResource, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { homeOf } from './account-problem';
import { literalOf } from './literal';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { claimUnique } from '../../core/private/checks/unique-claims';
import { matches } from '../../core/private/checks/values';
import type { IOidcIssuer, OidcIssuerAttributes } from '../oidc-issuer';

/** URLs and audiences that IAM refuses, or that trust any token. */
export function issuerProblems(url: string, audience: string | undefined): Array<Problem | undefined> {
  return [
    problemIf(!matches(/^https:\/\/[a-z0-9.-]+(\/[\w.~/-]*[\w~-])?$/, url), {
      code: 'delivery/not-an-issuer',
      prop: 'url',
      value: url,
      allowed: 'must begin with https:// and be in small letters, without port, query and final slash',
      fix: 'write it like "https://token.actions.githubusercontent.com"',
    }),
    problemIf(audience !== undefined && !matches(/^[^\s*?$]{1,255}$/, audience), {
      code: 'delivery/no-audience',
      prop: 'audience',
      value: audience,
      allowed: 'must have 1 to 255 characters, without spaces and wildcards',
      fix: 'pass the audience of the tokens, such as "sts.amazonaws.com"',
    }),
  ];
}

/** IAM refuses the second provider of an account for a URL. */
export function madeTwiceProblem(issuer: IConstruct, url: string): Problem | undefined {
  const before = claimUnique(issuer, ['delivery/issuer', homeOf(issuer), url], issuer);
  return problemIf(before !== undefined, {
    code: 'delivery/issuer-made-twice',
    prop: 'url',
    value: url,
    allowed: `IAM has one provider for a URL in an account, and ${before} makes it`,
    fix: `pass ${before} to both, or import the provider by OidcIssuer.fromOidcIssuerAttributes()`,
  });
}

/** An ARN that does not say which condition keys the tokens have. */
export function providerArnProblem({ oidcProviderArn, url }: OidcIssuerAttributes): Problem | undefined {
  const isKnown = oidcProviderArn === undefined || url !== undefined || urlIn(oidcProviderArn) !== undefined;
  return problemIf(!isKnown, {
    code: 'delivery/not-a-provider-arn',
    prop: 'oidcProviderArn',
    value: literalOf(oidcProviderArn ?? ''),
    allowed: 'must be the ARN of an OIDC provider, with the URL of the issuer in it',
    fix: "pass 'url' to fromOpenIdConnectProvider() or fromOidcIssuerAttributes() too if the ARN is a token",
  });
}

/** A URL that is not that of the provider: IAM compares the claims with condition keys that no token of it has. */
export function otherUrlProblem(url: string, oidcProviderArn: string | undefined): Problem | undefined {
  const theirs = urlIn(oidcProviderArn ?? '') ?? url;
  return problemIf(theirs !== url && !Token.isUnresolved(theirs), {
    code: 'delivery/url-of-another-provider',
    prop: 'url',
    value: url,
    allowed: `must be the URL in the ARN of the provider, which is ${theirs}`,
    fix: "leave 'url' out, or pass the ARN of its own provider",
  });
}

/** Whether the issuer makes its provider, unlike one that is imported. */
export function makesProvider(issuer: IOidcIssuer): boolean {
  return issuer.node.findAll().some(CfnResource.isCfnResource);
}

/** URL of the issuer in the ARN of its provider; undefined where the ARN has none. */
export function urlIn(oidcProviderArn: string): string | undefined {
  const [, issuer] = /^arn:[^:]+:iam::[^:]+:oidc-provider\/(.+)$/.exec(oidcProviderArn) ?? [];
  return issuer && `https://${issuer}`;
}
