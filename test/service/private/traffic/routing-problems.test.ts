import { Fn } from 'aws-cdk-lib';
import { ApiDomain, ApiRouting } from '../../../../src/service';
import { routingProblems } from '../../../../src/service/private/traffic/routing-problems';
import { certificateIn, saidBy, testRules } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';

const certificate = certificateIn(workloadStack());
const problems = ({ patterns, graphqlPath }: { patterns: string[]; graphqlPath?: string }) => {
  const domain = ApiDomain.outsideRoute53('api.bank.example', certificate, { graphqlPath });
  return routingProblems(ApiRouting.paths(patterns), domain, true);
};

testRules(problems, [
  {
    title: 'RB3b a list of paths',
    prop: 'routing',
    code: 'api/number-of-patterns',
    says: 'a rule takes 1 to 3 paths beside the host: say it in fewer patterns, such as "/api/*"',
    refused: [[], ['/1', '/2', '/3', '/api/*']],
    taken: [['/api/*'], ['/1', '/2', '/api/*'], ['/1', '/2', '/api/*', '/1'], Fn.split(',', Fn.importValue('Paths'))],
    props: (patterns) => ({ patterns }),
  },
  {
    title: 'a path',
    prop: 'routing',
    code: 'api/not-a-pattern',
    says: 'a path begins with a slash and has 128 characters at most, with * for any and ? for one of them: write it like "/api/*"',
    refused: ['api/*', '', '/a b', '/a%20b', '/a#b', '/[a]', `/${'a'.repeat(128)}`],
    taken: ['/', '/health', `/a?_-.$/~"'@:+&*`, `/${'a'.repeat(127)}`, Fn.importValue('Pattern')],
    props: (pattern) => ({ patterns: [pattern, '/api/*'] }),
  },
  {
    title: 'wildcards',
    prop: 'routing',
    code: 'api/number-of-wildcards',
    says: 'the paths of a rule take 5 of * and ? in all: say it in fewer of them, such as "/api/*"',
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
  expect(saidBy(problems, { patterns, graphqlPath })).toBe(
    `'routing' is ${JSON.stringify(patterns)}, but none of them matches the path of GraphQL, ${graphqlPath}, and the load balancer would answer it with 404: add a pattern for it, or state another path by 'graphqlPath' of the domain [api/graphql-not-routed at Web/Api]`,
  );
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
  expect(saidBy(problems, { patterns, graphqlPath })).toBeUndefined();
});
