import { Token } from 'aws-cdk-lib';
import { SpaBackend } from '../spa-backend';
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
export function contentSecurityPolicy(toolchain: SpaToolchain, backends: SpaBackend[], further: Sources): string {
  const merged = merge(OWN_ORIGIN, toolchain.contentSecuritySources, ...backends.map(sourcesOf), further);
  const directives = Object.keys(merged).sort();
  return [
    ...directives.map((directive) => [directive, ...merged[directive]].join(' ')),
    'upgrade-insecure-requests',
  ].join('; ');
}

function sourcesOf({ urls = [], contentSecuritySources = {} }: SpaBackend): Sources {
  return merge({ 'connect-src': urls.map(originOf) }, contentSecuritySources);
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
