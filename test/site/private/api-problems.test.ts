import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { SpaToolchain } from '../../../src/site';
import { apiProblems } from '../../../src/site/private/api-problems';
import { saidOf } from '../../support/problems';
import { siteIn } from '../../support/site';

const problemsOf = (path: string) => saidOf(apiProblems(path, SpaToolchain.vite(), ['/graphql']));

test.each(['api/*', '/*', '*', '/', '/?*', '//*', '/??*', '/?', `/${'a'.repeat(255)}`])(
  '`pathPattern` refuses "%s"',
  (path) => {
    expect(problemsOf(path)).toEqual([['site/not-an-api-path', 'pathPattern', path]]);
  },
);

test.each(['/assets/*', '/assets/api/*', '/a*', '/index.html'])(
  '`pathPattern` refuses "%s": it takes content of the site',
  (path) => {
    expect(problemsOf(path)).toEqual([['site/path-of-content', 'pathPattern', path]]);
  },
);

test.each(['/api', '/api/*', '/graphql/*', '/api/v?/*'])('`pathPattern` takes "%s"', (path) => {
  expect(problemsOf(path)).toEqual([]);
});

test('a path is taken once', () => {
  const site = siteIn();
  const add = (path: string) => site.addApi(path, new HttpOrigin('api.bank.example'));
  ['/api/*', '/graphql'].forEach(add);

  expect(() => add('/api/*')).toThrowProblem('site/path-taken', 'pathPattern', '/api/*', 'Web/Site');
});
