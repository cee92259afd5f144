import { Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { IConstruct } from 'constructs';
import { areDifferent, isElsewhere } from './stack-of';
import { REGIONAL_WEB_ACL_ARN } from '../formats/web-acl-arn';

/** A web ACL that this app defines. */
interface DefinedWebAcl {
  readonly path: string;
  readonly scope: string;
  readonly stack: Stack;

  /** Header by which it knows the client, false for the address that connects; undefined if it is not of this library. */
  readonly clientAddressHeader?: string | false;
}

// On the root of the tree, so that two copies of this package in one app share them.
const WEB_ACLS = Symbol.for('rl-bank-constructs.web-acls');

type Root = IConstruct & { [WEB_ACLS]?: Map<string, DefinedWebAcl> };

/** Records what an ARN stands for, which is a token until the deployment: props that take it can know the scope. */
export function recordWebAcl(firewall: IConstruct, arn: string, webAcl: CfnWebACL, header: string | undefined): void {
  const root = firewall.node.root as Root;
  const known = (root[WEB_ACLS] ??= new Map());
  const stack = Stack.of(webAcl);
  known.set(arn, { path: firewall.node.path, scope: webAcl.scope, stack, clientAddressHeader: header ?? false });
}

/**
 * Why resources of a stack cannot have a web ACL of this app, such as `Web/Firewall, of scope REGIONAL`; undefined if they
 * can, or if it is not of this app.
 *
 * @param user stack of a load balancer; undefined for distributions, which take a web ACL of scope CLOUDFRONT
 */
export function unfitWebAcl(scope: IConstruct, arn: string, user?: Stack): string | undefined {
  const acl = (scope.node.root as Root)[WEB_ACLS]?.get(arn) ?? referredWebAcl(arn);
  if (acl === undefined) {
    return undefined;
  }
  if (acl.scope !== (user ? 'REGIONAL' : 'CLOUDFRONT')) {
    return Token.isUnresolved(acl.scope) ? undefined : `${acl.path}, of scope ${acl.scope}`;
  }
  return user && areDifferent(acl.stack.region, user.region) ? `${acl.path}, in ${acl.stack.region}` : undefined;
}

/** A web ACL that cannot be on a resource of the stack which takes a regional one: its path, or the ARN; undefined if it fits. */
export function unfitRegionalWebAcl(stack: Stack, arn: string | undefined): string | undefined {
  if (arn === undefined) {
    return undefined;
  }
  const [, , , region, account] = arn.split(':');
  const isHere = !isElsewhere({ account, region }, stack);
  return unfitWebAcl(stack, arn, stack) ?? (REGIONAL_WEB_ACL_ARN.test(arn) && isHere ? undefined : arn);
}

/**
 * Why a firewall of this app does not know the clients that a CDN names in a header, such as
 * `Web/Firewall, by True-Client-IP`; undefined if it does, or if it is not of this app.
 */
export function otherClientAddress(scope: IConstruct, arn: string, header: string): string | undefined {
  const acl = (scope.node.root as Root)[WEB_ACLS]?.get(arn);
  if (acl?.clientAddressHeader === undefined) {
    return undefined;
  }
  if (acl.clientAddressHeader === false) {
    return `${acl.path}, without 'clientAddressHeader'`;
  }
  const isSame = acl.clientAddressHeader.toLowerCase() === header.toLowerCase();
  return isSame ? undefined : `${acl.path}, by ${acl.clientAddressHeader}`;
}

/** The web ACL whose attribute it is. */
function referredWebAcl(arn: string): DefinedWebAcl | undefined {
  const token = Token.isUnresolved(arn) ? Tokenization.reverseString(arn).firstToken : undefined;
  if (!Reference.isReference(token) || !CfnWebACL.isCfnWebACL(token.target)) {
    return undefined;
  }
  const { node, scope } = token.target;
  return { path: node.path, scope, stack: Stack.of(token.target) };
}
