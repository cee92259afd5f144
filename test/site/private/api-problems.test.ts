import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { siteIn } from '../../support/site';

const add = (...patterns: string[]) => {
  return expect(() => {
    const site = siteIn();
    patterns.forEach((pattern) => site.addApi(pattern, new HttpOrigin('api.bank.example')));
  });
};

test.each(['api/*', '/*', '*', '/', '/?*', '//*', '/??*', '/?', `/${'a'.repeat(255)}`])('"%s" is refused', (path) => {
  add(path).toThrow(
    `'pathPattern' is "${path}", but it has to begin with a slash and a letter or digit, or it would be the whole site: write it like "/api/*" [site/not-an-api-path at Web/Site]`,
  );
});

test.each([
  ['/assets/*', 'assets/'],
  ['/assets/api/*', 'assets/'],
  ['/a*', 'assets/'],
  ['/index.html', 'index.html'],
])('"%s" is refused: it takes content of the site', (path, content) => {
  add(path).toThrow(
    `'pathPattern' is "${path}", but it takes what the site serves under "/${content}": give the API a path of its own [site/path-of-content at Web/Site]`,
  );
});

test.each(['/api', '/api/*', '/graphql', '/api/v?/*'])('"%s" is taken', (path) => {
  add(path).not.toThrow();
});

test('a path is taken once', () => {
  add('/api/*', '/graphql', '/api/*').toThrow(
    `'pathPattern' is "/api/*", but an API has it already, and CloudFront takes a path once: give one of the two another path [site/path-taken at Web/Site]`,
  );
});
