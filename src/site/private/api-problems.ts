import { CfnResource, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import { instance, oneOf, requireTypes, TEXT, typeProblems } from '../../core/private/checks/types';
import { needsViewerHost } from '../../core/private/resources/viewer-host';
import { ApiHostHeader } from '../api-host-header';
import { SiteApi, SiteApiOptions } from '../site-api';
import { SpaToolchain } from '../spa-toolchain';

/** Names of S3, of function URLs and of APIs of API Gateway; `d-….execute-api` are custom domain names, which may be the site's. */
const STRICT_NAMES = /\.s3[.-]|"WebsiteURL"|\.lambda-url\.|"FunctionUrl"|(?<!"d-[a-z0-9]+)\.execute-api\./;

/** Throws if CloudFront or the origin would refuse the API, or if it would hide content of the site. */
export function checkApi(
  site: Construct,
  api: SiteApi,
  options: SiteApiOptions,
  toolchain: SpaToolchain,
  taken: string[],
  hasDomain: boolean,
): void {
  requireProps(site, api, { pathPattern: true, origin: true });
  throwOnProblems(site, ...typeProblems(api, { pathPattern: TEXT, origin: instance('an IOrigin', 'bind') }));
  requireTypes(site, options, { hostHeader: oneOf({ ApiHostHeader }) });
  throwOnProblems(
    site,
    ...apiProblems(api.pathPattern, toolchain, taken),
    ...(options.hostHeader === ApiHostHeader.VIEWER
      ? [hostProblem(Stack.of(site), api.origin), noDomainProblem(hasDomain)]
      : [viewerHostProblem(api.origin)]),
  );
}

/** Path patterns that CloudFront refuses, or that would hide content of the site. */
export function apiProblems(pathPattern: string, toolchain: SpaToolchain, taken: string[]): Array<Problem | undefined> {
  const wellFormed = /^\/[A-Za-z0-9_-][A-Za-z0-9_\-.$/~"'@:+&?*]*$/.test(pathPattern) && pathPattern.length <= 255;
  const content = ['.well-known/', 'index.html', ...toolchain.fileFolders].find((path) => {
    return `/${path}`.startsWith(pathPattern.split(/[*?]/)[0]) || pathPattern.startsWith(`/${path}`);
  });
  return [
    problemIf(!wellFormed, {
      code: 'site/not-an-api-path',
      prop: 'pathPattern',
      value: pathPattern,
      allowed: 'must begin with a slash and a letter or digit, or it would match the whole site',
      fix: 'write it like "/api/*"',
    }),
    problemIf(wellFormed && content !== undefined, {
      code: 'site/path-of-content',
      prop: 'pathPattern',
      value: pathPattern,
      allowed: `cannot include "/${content}", which the site serves itself`,
      fix: 'choose another path for the API',
    }),
    problemIf(taken.includes(pathPattern), {
      code: 'site/path-taken',
      prop: 'pathPattern',
      value: pathPattern,
      allowed: 'cannot be added twice, since CloudFront takes a path pattern once',
      fix: 'choose another path for one of the two APIs',
    }),
  ];
}

/** A load balancer with a wildcard certificate: CloudFront compares the origin's own name with it, and answers with 502. */
function viewerHostProblem(origin: IOrigin): Problem | undefined {
  return problemIf(needsViewerHost(origin), {
    code: 'site/origin-without-own-host',
    prop: 'hostHeader',
    value: ApiHostHeader.ORIGIN,
    allowed: 'must be ApiHostHeader.VIEWER: the origin has a certificate for the names that viewers ask for alone',
    fix: 'pass it, or the origin of an API with a name of its own',
  });
}

/** Viewers ask for CloudFront's own name, which no certificate of the API has. */
function noDomainProblem(hasDomain: boolean): Problem | undefined {
  return problemIf(!hasDomain, {
    code: 'site/host-without-domain',
    prop: 'hostHeader',
    value: ApiHostHeader.VIEWER,
    allowed: "only leads to an API with a certificate for the names of the site, and the site has no 'domain'",
    fix: "give the site a 'domain', or leave it out",
  });
}

/**
 * Origins that would refuse every request with the Host of a viewer.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
function hostProblem(stack: Stack, origin: IOrigin): Problem | undefined {
  const { domainName = '' } = origin as IOrigin & { domainName?: string };
  const isStrict = STRICT_NAMES.test(JSON.stringify(stack.resolve(domainName))) || isBucket(domainName);
  return problemIf(isStrict, {
    code: 'site/origin-with-own-host',
    prop: 'hostHeader',
    value: ApiHostHeader.VIEWER,
    allowed: 'S3, function URLs and execute-api names of API Gateway accept no Host header but their own name',
    fix: 'leave it out, or pass an origin that answers to the names of the site, such as a load balancer',
  });
}

function isBucket(domainName: string): boolean {
  const targets = Tokenization.reverseString(domainName).tokens.filter(Reference.isReference);
  return targets.some(({ target }) => (target as CfnResource).cfnResourceType === 'AWS::S3::Bucket');
}
