import { Problem, problemIf } from '../../core/private/checks/problems';

const DIRECTIVES = (
  'base-uri child-src connect-src default-src font-src form-action frame-ancestors frame-src img-src manifest-src ' +
  'media-src object-src script-src script-src-attr script-src-elem style-src style-src-attr style-src-elem worker-src'
).split(' ');

/** Directives and sources that would change the meaning of the Content-Security-Policy. */
export function sourceProblems(
  further: Record<string, string[]>,
  prop: string = 'contentSecuritySources',
): Array<Problem | undefined> {
  return Object.keys(further)
    .sort()
    .flatMap((directive) => [
      problemIf(!DIRECTIVES.includes(directive), {
        code: 'site/not-a-directive',
        prop,
        value: directive,
        allowed: `must be a directive with sources, which are ${DIRECTIVES.join(', ')}`,
        fix: 'use one of these, in lower case',
      }),
      ...further[directive].map((source) =>
        problemIf(!/^[^\s;,]+$/.test(source), {
          code: 'site/not-a-source',
          prop: `${prop}.${directive}`,
          value: source,
          allowed: 'must be one word, since a semicolon or comma would end it',
          fix: 'list each source separately',
        }),
      ),
    ]);
}
