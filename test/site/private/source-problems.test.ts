import { workloadStack } from '../../support/cloud';
import { siteIn } from '../../support/site';

const attempt = (contentSecuritySources: Record<string, string[]>) => {
  return expect(() => siteIn(workloadStack(), { contentSecuritySources }));
};

test.each(['Script-Src', 'img-scr', 'report-uri', 'sandbox'])('"%s" is no directive with sources', (directive) => {
  attempt({ [directive]: ['https://a.example'] }).toThrow(
    new RegExp(
      `'contentSecuritySources' is "${directive}", but the directives with sources are base-uri, .*: take one`,
    ),
  );
});

test.each(['https://a.example; script-src *', 'https://a.example https://b.example', 'a,b', ''])(
  '"%s" is no source',
  (source) => {
    attempt({ 'img-src': [source] }).toThrow(
      `'contentSecuritySources.img-src' is "${source}", but a source is one word, and a semicolon or comma would end it: give each source by itself [site/not-a-source at Web/Site]`,
    );
  },
);

test('keywords, schemes and hosts are sources', () => {
  attempt({ 'style-src': ["'unsafe-inline'"], 'img-src': ['data:', 'https://*.bank.example'] }).not.toThrow();
});
