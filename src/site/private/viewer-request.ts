import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Function as EdgeFunction,
  FunctionAssociation,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { isWildcard } from './site-names';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { SiteDomain } from '../site-domain';
import { SpaToolchain } from '../spa-toolchain';

/** Folder in which the publishing script keeps earlier releases, for a rollback. */
export const RELEASES_FOLDER = '_releases';

const SOURCE = join(__dirname, '..', '..', '..', 'resources', 'site', 'viewer-request.js');

/**
 * What the function compares with the name of the site. A wildcard of CloudFront also matches names with several labels in
 * its place, which no certificate does: the function takes one.
 */
const HOST = { ofName: 'host', ofWildcard: "host.replace(/^[^.]+/, '*')" };

/** CloudFront's limit for the code of a function. */
const MOST_BYTES = 10 * 1024;

/** Files with agreed names that phones and certificate authorities ask for; not all have an extension. */
const WELL_KNOWN = '/.well-known/';

/** What the function needs to know about the site. */
export interface ViewerRequestProps {
  /** The names of the site. */
  readonly domain?: SiteDomain;
  /** The toolchain, if the function serves the app's routes. Without one it checks the host only. */
  readonly toolchain?: SpaToolchain;
  /** Path prefixes of routes that may contain a dot. */
  readonly routesWithDots?: string[];
}

/** The CloudFront function that runs before each request. */
export function viewerRequest(scope: Construct, id: string, props: ViewerRequestProps): EdgeFunction {
  return new EdgeFunction(scope, id, {
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(textFor(scope, props)),
    comment: props.toolchain ? 'Routes of the app, and hosts that are not the site' : 'Hosts that are not the site',
  });
}

/** One function for all APIs: it refuses hosts that are not the site, such as the name under cloudfront.net. */
export function hostGuard(site: Construct, domain: SiteDomain): EdgeFunction {
  return (site.node.tryFindChild('HostGuard') as EdgeFunction) ?? viewerRequest(site, 'HostGuard', { domain });
}

/** Runs the function before CloudFront looks into its cache. */
export function onViewerRequest(edgeFunction: EdgeFunction): FunctionAssociation {
  return { function: edgeFunction, eventType: FunctionEventType.VIEWER_REQUEST };
}

function textFor(scope: Construct, { domain, toolchain, routesWithDots = [] }: ViewerRequestProps): string {
  const site = {
    name: domain?.name ?? '',
    redirects: domain?.redirectFrom ?? [],
    routes: toolchain !== undefined,
    files: [WELL_KNOWN, ...(toolchain?.fileFolders ?? []).map((folder) => `/${folder}`)],
    routesWithDots: [...routesWithDots].sort(),
    hidden: RELEASES_FOLDER,
  };
  const text = readFileSync(SOURCE, 'utf8')
    .replace('SITE_HOST', () => (isWildcard(site.name) ? HOST.ofWildcard : HOST.ofName))
    .replace('SITE_CONFIG', () => JSON.stringify(site, undefined, 2));
  const bytes = Buffer.byteLength(text);
  throwOnProblems(
    scope,
    problemIf(bytes > MOST_BYTES, {
      code: 'site/function-too-long',
      prop: 'routesWithDots',
      value: `${site.routesWithDots.length} paths, beside ${site.redirects.length} names that redirect`,
      allowed: `CloudFront takes functions of up to ${MOST_BYTES} bytes, and with these this one has ${bytes}`,
      fix: 'pass fewer paths, or prefixes that several share',
    }),
  );
  return text;
}
