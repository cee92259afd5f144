import { isDomainName, normalizeDomainName } from '../core/private/checks/domain-name';
import { problemIf, throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, requireTypes, TEXT, Type } from '../core/private/checks/types';
import { SpaBackend, SpaToolchain } from '../site';

/** Servers that a site of the bank calls. */
export interface SiteBackendsOptions {
  /**
   * Base URL of the API, such as `https://api.bank.example`.
   * @default - the app calls no API but its own origin
   */
  readonly apiUrl?: string;

  /**
   * URL of the GraphQL endpoint, such as `https://api.bank.example/api/graphql`.
   * @default - no GraphQL
   */
  readonly graphqlUrl?: string;

  /**
   * Domain name of the Auth0 tenant, such as `tenant.region.auth0.com`.
   * @default - no login with Auth0
   */
  readonly auth0Domain?: string;

  /**
   * Client ID of the app at Auth0.
   * @default - CI provides it
   */
  readonly auth0ClientId?: string;

  /**
   * DSN of the app's Sentry project. In a browser it is no secret.
   * @default - no reports to Sentry
   */
  readonly sentryDsn?: string;

  /**
   * Name of this environment at Sentry, such as `production`.
   * @default - CI provides it
   */
  readonly sentryEnvironment?: string;
}

const TYPES: Record<keyof SiteBackendsOptions, Type> = {
  apiUrl: TEXT,
  graphqlUrl: TEXT,
  auth0Domain: TEXT,
  auth0ClientId: TEXT,
  sentryDsn: TEXT,
  sentryEnvironment: TEXT,
};

/**
 * Backends of the bank's two sites: API, GraphQL, Auth0 and Sentry, with the keys that their builds read.
 *
 * @example
 * import { SiteBackends } from 'rl-bank-constructs/bank';
 * import { SpaToolchain, StaticSpaSite } from 'rl-bank-constructs/site';
 *
 * const toolchain = SpaToolchain.vite();
 * new StaticSpaSite(this, 'Portal', {
 *   toolchain,
 *   backends: SiteBackends.forToolchain(toolchain, {
 *     apiUrl: 'https://api.bank.example',
 *     auth0Domain: 'tenant.region.auth0.com',
 *   }),
 * });
 */
export class SiteBackends {
  /**
   * Returns what a site passes as `backends`.
   * @param toolchain build tool of the site: the web app is Flutter, the portal Vite
   * @param options servers that the site calls
   */
  public static forToolchain(toolchain: SpaToolchain, options: SiteBackendsOptions): SpaBackend[] {
    const place = 'SiteBackends.forToolchain';
    requireArgument(place, 'toolchain', toolchain, instance('a SpaToolchain', 'cacheRules'));
    requireTypes(place, options, TYPES);
    const { apiUrl, graphqlUrl, auth0Domain, sentryDsn } = options;
    throwOnProblems(
      place,
      problemIf(auth0Domain !== undefined && (!isDomainName(auth0Domain) || auth0Domain.startsWith('*')), {
        code: 'site-backends/not-a-tenant',
        prop: 'auth0Domain',
        value: auth0Domain,
        allowed: 'must be the domain name of the Auth0 tenant, without scheme and path',
        fix: 'write it like "tenant.region.auth0.com"',
      }),
    );
    const isFlutter = toolchain.name === 'flutter';
    return [
      { urls: [apiUrl, graphqlUrl].filter((url) => url !== undefined) },
      ...(auth0Domain === undefined ? [] : [auth0(normalizeDomainName(auth0Domain), isFlutter)]),
      ...(sentryDsn === undefined ? [] : [sentry(sentryDsn, isFlutter)]),
      ...Object.entries(isFlutter ? flutterSettings(options) : viteSettings(options)).map(setting),
    ];
  }

  private constructor() {}
}

/** Auth0's library asks for tokens, renews them in a hidden frame, and works in a worker that it makes from a blob. */
function auth0(domain: string, isFlutter: boolean): SpaBackend {
  const tenant = `https://${domain}`;
  return {
    urls: [tenant],
    contentSecuritySources: {
      'frame-src': ["'self'", tenant],
      // For Flutter it is a script from Auth0's own servers; for Vite a package of the build.
      'script-src': isFlutter ? ['https://cdn.auth0.com'] : [],
      'worker-src': ["'self'", 'blob:'],
    },
  };
}

/** Sentry's library for Flutter loads its browser part from Sentry's own servers; for Vite it is part of the build. */
function sentry(dsn: string, isFlutter: boolean): SpaBackend {
  return { urls: [dsn], contentSecuritySources: { 'script-src': isFlutter ? ['https://browser.sentry-cdn.com'] : [] } };
}

function viteSettings(options: SiteBackendsOptions): Record<string, string | undefined> {
  return {
    VITE_API_BASE_URL: options.apiUrl,
    VITE_AUTH_DOMAIN: options.auth0Domain,
    VITE_AUTH_CLIENT_ID: options.auth0ClientId,
    VITE_SENTRY_DSN: options.sentryDsn,
    VITE_SENTRY_RELEASE: undefined, // known to the build alone
  };
}

function flutterSettings(options: SiteBackendsOptions): Record<string, string | undefined> {
  return {
    AUTH0_DOMAIN: options.auth0Domain,
    AUTH0_CLIENT_ID: options.auth0ClientId,
    GRAPHQL_ENDPOINT: options.graphqlUrl,
    SENTRY_ENV: options.sentryEnvironment,
  };
}

/** A backend for each key, since the plan lists them by server and a site sorts those of one backend. */
function setting([key, value]: [string, string | undefined]): SpaBackend {
  return value === undefined ? { pendingBuildSettings: [key] } : { buildSettings: { [key]: value } };
}
