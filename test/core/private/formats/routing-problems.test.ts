import { Fn } from 'aws-cdk-lib';
import { isRouted, routingProblems } from '../../../../src/core/private/formats/routing-problems';
import { ApiRouting } from '../../../../src/service';
import { testRules } from '../../../support/api';

const problems = ({ patterns }: { patterns: string[] }) => routingProblems(ApiRouting.paths(patterns));

testRules(problems, [
  {
    title: 'RB3b `routing`',
    prop: 'routing',
    code: 'api/number-of-patterns',
    refused: [[], ['/1', '/2', '/3', '/api/*']],
    taken: [['/api/*'], ['/1', '/2', '/api/*'], ['/1', '/2', '/api/*', '/1'], Fn.split(',', Fn.importValue('Paths'))],
    props: (patterns) => ({ patterns }),
  },
  {
    title: '`routing`, in a path,',
    prop: 'routing',
    code: 'api/not-a-pattern',
    refused: ['api/*', '', '/a b', '/a%20b', '/a#b', '/[a]', `/${'a'.repeat(128)}`],
    taken: ['/', '/health', `/a?_-.$/~"'@:+&*`, `/${'a'.repeat(127)}`, Fn.importValue('Pattern')],
    props: (pattern) => ({ patterns: [pattern, '/api/*'] }),
  },
  {
    title: '`routing`, for wildcards,',
    prop: 'routing',
    code: 'api/number-of-wildcards',
    refused: [['/api/*', '/*/?/*/*/*']],
    taken: [['/*/*', '/?/*/*']],
    props: (patterns) => ({ patterns }),
  },
]);

test.each([
  [['/api'], '/api/graphql'],
  [['/API/*'], '/api/graphql'],
  [['/api/*'], '/api'],
  [['/api/?'], '/api/graphql'],
  [['/api.graphql'], '/api/graphql'],
  [['/v1/*', '/v2/*'], '/graphql'],
])('RB3c by %j no request for %s gets through', (patterns, path) => {
  expect(isRouted(patterns, path)).toBe(false);
});

test.each([
  [['/api', '/api/*'], '/api/graphql'],
  [['/api', '/api/*'], '/api'],
  [['/health', '/graphql'], '/graphql'],
  [['/*'], '/graphql'],
  [['/ap?/graph*'], '/api/graphql'],
  [['/v1.0+a/$x'], '/v1.0+a/$x'],
  [['/api/health'], '/api/health?deep=true'],
])('RB3c by %j requests for %s get through', (patterns, path) => {
  expect(isRouted(patterns, path)).toBe(true);
});
