import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Function as EdgeFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { problemIf, throwOnProblems } from '../../core/private/checks/problems';
import { SiteDomain } from '../site-domain';
import { SpaToolchain } from '../spa-toolchain';

/** Where the publishing script keeps the copies of releases that one can go back to. */
export const RELEASES_FOLDER = '_releases';

const SOURCE = join(__dirname, '..', '..', '..', 'resources', 'site', 'viewer-request.js');

/** CloudFront's limit for the text of a function. */
const MOST_BYTES = 10 * 1024;

/** Files with agreed names that phones and certificate authorities ask for; not all have an extension. */
const WELL_KNOWN = '/.well-known/';

/** What the function is told about the site. */
export interface ViewerRequestProps {
  /** The names of the site. */
  readonly domain?: SiteDomain;
  /** The toolchain, where the function serves the app. Without one it looks at the host alone. */
  readonly toolchain?: SpaToolchain;
  /** Paths under which a dot does not begin an extension. */
  readonly routesWithDots?: string[];
}

/** The function that runs at the edge before each request. */
export function viewerRequest(scope: Construct, id: string, props: ViewerRequestProps): EdgeFunction {
  return new EdgeFunction(scope, id, {
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(textFor(scope, props)),
    comment: props.toolchain ? 'Routes of the app, and hosts that are not the site' : 'Hosts that are not the site',
  });
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
  const text = readFileSync(SOURCE, 'utf8').replace('SITE_CONFIG', () => JSON.stringify(site, undefined, 2));
  const bytes = Buffer.byteLength(text);
  throwOnProblems(
    scope,
    problemIf(bytes > MOST_BYTES, {
      code: 'site/function-too-long',
      prop: 'routesWithDots',
      value: `${site.routesWithDots.length} paths, beside ${site.redirects.length} names that redirect`,
      allowed: `with them the function at the edge has ${bytes} bytes, and CloudFront takes ${MOST_BYTES}`,
      fix: 'name fewer, or paths that several share',
    }),
  );
  return text;
}
