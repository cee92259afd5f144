import { Problem, problemIf } from '../../core/private/checks/problems';

const DIRECTIVES = (
  'base-uri child-src connect-src default-src font-src form-action frame-ancestors frame-src img-src manifest-src ' +
  'media-src object-src script-src script-src-attr script-src-elem style-src style-src-attr style-src-elem worker-src'
).split(' ');

/** What would say something else in a Content-Security-Policy than was meant. */
export function sourceProblems(further: Record<string, string[]>): Array<Problem | undefined> {
  return Object.keys(further)
    .sort()
    .flatMap((directive) => [
      problemIf(!DIRECTIVES.includes(directive), {
        code: 'site/not-a-directive',
        prop: 'contentSecuritySources',
        value: directive,
        allowed: `the directives with sources are ${DIRECTIVES.join(', ')}`,
        fix: 'take one of these, in small letters',
      }),
      ...further[directive].map((source) =>
        problemIf(!/^[^\s;,]+$/.test(source), {
          code: 'site/not-a-source',
          prop: `contentSecuritySources.${directive}`,
          value: source,
          allowed: 'a source is one word, and a semicolon or comma would end it',
          fix: 'give each source by itself',
        }),
      ),
    ]);
}
