import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { SpaToolchain } from '../../../src/site';
import { apiProblems } from '../../../src/site/private/api-problems';
import { saidOf } from '../../support/problems';
import { siteIn } from '../../support/site';

const problemsOf = (path: string) => saidOf(apiProblems(path, SpaToolchain.vite(), ['/graphql']));

test.each(['api/*', '/*', '*', '/', '/?*', '//*', '/??*', '/?', `/${'a'.repeat(255)}`])(
  'the path pattern "%s" is refused',
  (path) => {
    expect(problemsOf(path)).toEqual([
      `'pathPattern' is "${path}", but must begin with a slash and a letter or digit, or it would match the whole site: write it like "/api/*" [site/not-an-api-path]`,
    ]);
  },
);

test.each([
  ['/assets/*', 'assets/'],
  ['/assets/api/*', 'assets/'],
  ['/a*', 'assets/'],
  ['/index.html', 'index.html'],
])('the path pattern "%s" is refused: it includes content of the site', (path, content) => {
  expect(problemsOf(path)).toEqual([
    `'pathPattern' is "${path}", but cannot include "/${content}", which the site serves itself: choose another path for the API [site/path-of-content]`,
  ]);
});

test.each(['/api', '/api/*', '/graphql/*', '/api/v?/*'])('the path pattern "%s" is accepted', (path) => {
  expect(problemsOf(path)).toEqual([]);
});

test('a path pattern is added once', () => {
  const site = siteIn();
  const add = (path: string) => site.addApi(path, new HttpOrigin('api.bank.example'));
  ['/api/*', '/graphql'].forEach(add);

  expect(() => add('/api/*')).toThrow(
    `'pathPattern' is "/api/*", but cannot be added twice, since CloudFront takes a path pattern once: choose another path for one of the two APIs [site/path-taken at Web/Site]`,
  );
});
