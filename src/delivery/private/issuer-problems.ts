import { Token } from 'aws-cdk-lib';
import { take } from '../../core/private/claims';
import { topLevelStack } from '../../core/private/edge-stack';
import { Problem, problemIf } from '../../core/private/refuse';
import type { OidcIssuer, OidcIssuerProps } from '../oidc-issuer';

/** What IAM would refuse, or refuse the second time. */
export function issuerProblems(issuer: OidcIssuer, url: string, props: OidcIssuerProps): Array<Problem | undefined> {
  const { account } = topLevelStack(issuer);
  const home = Token.isUnresolved(account) ? topLevelStack(issuer).node.path : account;
  const before = props.issuerExists ? undefined : take(issuer, ['delivery/issuer', home, url], issuer);
  return [
    problemIf(!/^https:\/\/[a-z0-9.-]+(\/[\w.~/-]*[\w~-])?$/.test(url), {
      code: 'delivery/not-an-issuer',
      prop: 'url',
      value: url,
      allowed:
        'it has to be an address that begins with https://, in small letters, without port, query and final slash',
      fix: 'write it like "https://token.actions.githubusercontent.com"',
    }),
    problemIf(props.audience === '', {
      code: 'delivery/no-audience',
      prop: 'audience',
      value: props.audience,
      allowed: 'tokens for anybody would be taken',
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
