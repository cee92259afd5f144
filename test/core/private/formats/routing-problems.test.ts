import { Fn } from 'aws-cdk-lib';
import { routingProblems } from '../../../../src/core/private/formats/routing-problems';
import { ApiDomain, ApiRouting } from '../../../../src/service';
import { certificateIn, saidBy, testRules } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';

const certificate = certificateIn(workloadStack());
const problems = ({ patterns, graphqlPath }: { patterns: string[]; graphqlPath?: string }) => {
  const domain = ApiDomain.outsideRoute53('api.bank.example', certificate, { graphqlPath });
  return routingProblems(ApiRouting.paths(patterns), domain, true);
};

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
])('RB3c by %j is refused: no request for %s would get through', (patterns, graphqlPath) => {
  expect(saidBy(problems, { patterns, graphqlPath })).toEqual([['api/graphql-not-routed', 'routing', patterns]]);
});

test.each([
  [['/api', '/api/*'], '/api/graphql'],
  [['/api', '/api/*'], '/api'],
  [['/health', '/graphql'], '/graphql'],
  [['/*'], '/graphql'],
  [['/ap?/graph*'], '/api/graphql'],
  [['/v1.0+a/$x'], '/v1.0+a/$x'],
  [['/v1/*'], Fn.importValue('GraphqlPath')],
])('RB3c by %j is possible: requests for %s get through', (patterns, graphqlPath) => {
  expect(saidBy(problems, { patterns, graphqlPath })).toEqual([]);
});
