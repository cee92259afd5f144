import { problemsWith } from '../../support/site';

const problemsOf = (contentSecuritySources: Record<string, string[]>) => problemsWith({ contentSecuritySources });

test.each(['Script-Src', 'img-scr', 'report-uri', 'sandbox'])('"%s" is no directive with sources', (directive) => {
  const start = `'contentSecuritySources' is "${directive}", but must be a directive with sources, which are base-uri, `;

  expect(problemsOf({ [directive]: ['https://a.example'] })).toEqual([
    expect.stringMatching(new RegExp(`^${start}.*: use one`)),
  ]);
});

test.each(['https://a.example; script-src *', 'https://a.example https://b.example', 'a,b', ''])(
  '`contentSecuritySources` refuses the source "%s"',
  (source) => {
    expect(problemsOf({ 'img-src': [source] })).toEqual([
      `'contentSecuritySources.img-src' is "${source}", but must be one word, since a semicolon or comma would end it: list each source separately [site/not-a-source]`,
    ]);
  },
);

test('keywords, schemes and hosts are sources', () => {
  expect(problemsOf({ 'style-src': ["'unsafe-inline'"], 'img-src': ['data:', 'https://*.bank.example'] })).toEqual([]);
});
