import { Stage, Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { claimUnique } from '../../core/private/checks/unique-claims';
import { matches } from '../../core/private/checks/values';
import { topLevelStack } from '../../core/private/stacks/stack-of';
import type { OidcIssuer, OidcIssuerProps } from '../oidc-issuer';

/** What IAM would refuse, or refuse the second time. */
export function issuerProblems(issuer: OidcIssuer, url: string, props: OidcIssuerProps): Array<Problem | undefined> {
  const { account } = topLevelStack(issuer);
  // Stacks that do not say where they are mostly are in one account.
  const home = Token.isUnresolved(account) ? `Stage ${Stage.of(issuer)!.node.path}` : account;
  const before = props.issuerExists ? undefined : claimUnique(issuer, ['delivery/issuer', home, url], issuer);
  return [
    problemIf(!matches(/^https:\/\/[a-z0-9.-]+(\/[\w.~/-]*[\w~-])?$/, url), {
      code: 'delivery/not-an-issuer',
      prop: 'url',
      value: url,
      allowed:
        'it has to be an address that begins with https://, in small letters, without port, query and final slash',
      fix: 'write it like "https://token.actions.githubusercontent.com"',
    }),
    problemIf(props.audience !== undefined && !matches(/^[^\s*?$]{1,255}$/, props.audience), {
      code: 'delivery/no-audience',
      prop: 'audience',
      value: props.audience,
      allowed: 'it has to be one text of 1 to 255 characters, without spaces and wildcards',
      fix: 'name the audience, such as "sts.amazonaws.com"',
    }),
    problemIf(before !== undefined, {
      code: 'delivery/issuer-made-twice',
      prop: 'url',
      value: url,
      allowed: `${before} makes it already, and an account has one for an address`,
      fix: `pass ${before} around, or state by 'issuerExists' that it is there`,
    }),
  ];
}
