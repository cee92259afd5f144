import { Token } from 'aws-cdk-lib';
import { normalizeDomainName } from '../../core/private/checks/domain-name';
import { SpaBackends } from '../spa-backends';
import { SpaToolchain } from '../spa-toolchain';

type Sources = Record<string, string[]>;

/** Policy of every app: load from its own origin, and nothing else. */
const OWN_ORIGIN: Sources = {
  'default-src': ["'self'"],
  'base-uri': ["'self'"],
  'connect-src': ["'self'"],
  'font-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
};

/** The policy for the servers that the app calls, the needs of its toolchain, and the sources of the team. */
export function contentSecurityPolicy(toolchain: SpaToolchain, backends: SpaBackends, further: Sources): string {
  const merged = merge(OWN_ORIGIN, toolchain.contentSecuritySources, sourcesOf(toolchain, backends), further);
  const directives = Object.keys(merged).sort();
  return [
    ...directives.map((directive) => [directive, ...merged[directive]].join(' ')),
    'upgrade-insecure-requests',
  ].join('; ');
}

function sourcesOf(toolchain: SpaToolchain, backends: SpaBackends): Sources {
  const called = [backends.apiUrl, backends.graphqlUrl, backends.sentryDsn].filter(isGiven).map(originOf);
  const loadsSentry = backends.sentryDsn !== undefined && toolchain.name === 'flutter';
  return merge(
    { 'connect-src': called },
    // Sentry's library for Flutter loads its browser part from Sentry's own servers; for Vite it is part of the build.
    loadsSentry ? { 'script-src': ['https://browser.sentry-cdn.com'] } : {},
    backends.auth0Domain === undefined ? {} : auth0(toolchain, normalizeDomainName(backends.auth0Domain)),
  );
}

/** Auth0's library asks for tokens, renews them in a hidden frame, and works in a worker that it makes from a blob. */
function auth0(toolchain: SpaToolchain, domain: string): Sources {
  const tenant = `https://${domain}`;
  // For Flutter it is a script from Auth0's own servers; for Vite a package of the build.
  const script = toolchain.name === 'flutter' ? ['https://cdn.auth0.com'] : [];
  return {
    'connect-src': [tenant],
    'frame-src': ["'self'", tenant],
    'script-src': script,
    'worker-src': ["'self'", 'blob:'],
  };
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined;
}

function originOf(url: string): string {
  return Token.isUnresolved(url) ? url : new URL(url).origin;
}

/** Merges directives: each source once, sorted because maps from Java come in random order; `'none'` only if alone. */
function merge(...all: Sources[]): Sources {
  const merged: Sources = {};
  for (const [directive, sources] of all.flatMap((one) => Object.entries(one))) {
    merged[directive] = [...new Set([...(merged[directive] ?? []), ...sources])];
  }
  return Object.fromEntries(
    Object.entries(merged)
      .filter(([, sources]) => sources.length > 0)
      .map(([directive, sources]) => [directive, withoutNone(sources).sort()]),
  );
}

function withoutNone(sources: string[]): string[] {
  return sources.length > 1 ? sources.filter((source) => source !== "'none'") : sources;
}
