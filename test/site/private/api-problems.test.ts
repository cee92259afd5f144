import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { formatProblem } from '../../../src/core/private/checks/problems';
import { SpaToolchain } from '../../../src/site';
import { apiProblems } from '../../../src/site/private/api-problems';
import { siteIn } from '../../support/site';

const problemsOf = (path: string) => {
  return apiProblems(path, SpaToolchain.vite(), ['/graphql']).flatMap((problem) =>
    problem ? formatProblem(problem) : [],
  );
};

test.each(['api/*', '/*', '*', '/', '/?*', '//*', '/??*', '/?', `/${'a'.repeat(255)}`])('"%s" is refused', (path) => {
  expect(problemsOf(path)).toEqual([
    `'pathPattern' is "${path}", but it has to begin with a slash and a letter or digit, or it would be the whole site: write it like "/api/*" [site/not-an-api-path]`,
  ]);
});

test.each([
  ['/assets/*', 'assets/'],
  ['/assets/api/*', 'assets/'],
  ['/a*', 'assets/'],
  ['/index.html', 'index.html'],
])('"%s" is refused: it takes content of the site', (path, content) => {
  expect(problemsOf(path)).toEqual([
    `'pathPattern' is "${path}", but it takes what the site serves under "/${content}": give the API a path of its own [site/path-of-content]`,
  ]);
});

test.each(['/api', '/api/*', '/graphql/*', '/api/v?/*'])('"%s" is taken', (path) => {
  expect(problemsOf(path)).toEqual([]);
});

test('a path is taken once', () => {
  const site = siteIn();
  const add = (path: string) => site.addApi(path, new HttpOrigin('api.bank.example'));
  ['/api/*', '/graphql'].forEach(add);

  expect(() => add('/api/*')).toThrow(
    `'pathPattern' is "/api/*", but an API has it already, and CloudFront takes a path once: give one of the two another path [site/path-taken at Web/Site]`,
  );
});
