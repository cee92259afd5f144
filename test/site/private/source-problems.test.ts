import { problemsWith } from '../../support/site';

const problemsOf = (contentSecuritySources: Record<string, string[]>) => problemsWith({ contentSecuritySources });

test.each(['Script-Src', 'img-scr', 'report-uri', 'sandbox'])(
  '`contentSecuritySources` refuses the directive "%s"',
  (directive) => {
    expect(problemsOf({ [directive]: ['https://a.example'] })).toEqual([
      ['site/not-a-directive', 'contentSecuritySources', directive],
    ]);
  },
);

test.each(['https://a.example; script-src *', 'https://a.example https://b.example', 'a,b', ''])(
  '`contentSecuritySources` refuses the source "%s"',
  (source) => {
    expect(problemsOf({ 'img-src': [source] })).toEqual([
      ['site/not-a-source', 'contentSecuritySources.img-src', source],
    ]);
  },
);

test('keywords, schemes and hosts are sources', () => {
  expect(problemsOf({ 'style-src': ["'unsafe-inline'"], 'img-src': ['data:', 'https://*.bank.example'] })).toEqual([]);
});
