import { Fn } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApiDomain, ApiRouting } from '../../../src/service';
import { apiIn } from '../../support/api';
import { workloadStack } from '../../support/cloud';

const attemptRouting = (patterns: string[], graphqlPath = '/api/graphql') => {
  const stack = workloadStack();
  const arn = 'arn:aws:acm:ap-southeast-1:111111111111:certificate/1';
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', arn);
  const domain = ApiDomain.elsewhere('api.bank.example', certificate, { graphqlPath });
  return expect(() => apiIn(stack, { domain, routing: ApiRouting.paths(patterns) }));
};

test.each([[[]], [['/1', '/2', '/3', '/4', '/api/*']]])(
  'RB3b by %j is refused: a rule takes one to three',
  (patterns) => {
    attemptRouting(patterns).toThrow(
      `'routing' is ${JSON.stringify(patterns)}, but a rule takes 1 to 3 paths beside the host: say it in fewer patterns, such as "/api/*" [api/number-of-patterns at Web/Api]`,
    );
  },
);

test.each([[['/api/*']], [['/1', '/2', '/api/*']], [['/1', '/2', '/api/*', '/1']]])(
  'RB3b by %j is possible: what is there twice counts once',
  (patterns) => {
    attemptRouting(patterns).not.toThrow();
  },
);

test.each(['api/*', '', '/a b', '/a%20b', '/a#b', '/[a]', `/${'a'.repeat(128)}`])('by "%s" is refused', (pattern) => {
  attemptRouting([pattern, '/api/*']).toThrow(
    `'routing' is "${pattern}", but a path begins with a slash and has 128 characters at most, with * for any and ? for one of them: write it like "/api/*" [api/not-a-pattern at Web/Api]`,
  );
});

test.each(['/', '/health', `/a?_-.$/~"'@:+&*`, `/${'a'.repeat(127)}`, Fn.importValue('Pattern')])(
  'by "%s" is possible',
  (pattern) => {
    attemptRouting([pattern, '/api/*']).not.toThrow();
  },
);

test.each([
  [['/api'], '/api/graphql'],
  [['/API/*'], '/api/graphql'],
  [['/api/*'], '/api'],
  [['/api/?'], '/api/graphql'],
  [['/api.graphql'], '/api/graphql'],
  [['/v1/*', '/v2/*'], '/graphql'],
])('RB3c by %j is refused: no request for %s would get through', (patterns, graphqlPath) => {
  attemptRouting(patterns, graphqlPath).toThrow(
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
])('RB3c by %j is possible: requests for %s get through', (patterns, graphqlPath) => {
  attemptRouting(patterns, graphqlPath).not.toThrow();
});

test('more than five wildcards are refused, five are taken', () => {
  attemptRouting(['/*/*', '/?/*/*']).not.toThrow();
  attemptRouting(['/api/*', '/*/?/*/*/*']).toThrow(
    `'routing' is ["/api/*","/*/?/*/*/*"], but the paths of a rule take 5 of * and ? in all: say it in fewer of them, such as "/api/*" [api/number-of-wildcards at Web/Api]`,
  );
});

test('what only CloudFormation knows is not judged', () => {
  attemptRouting(['/v1/*'], Fn.importValue('GraphqlPath')).not.toThrow();
  attemptRouting(Fn.split(',', Fn.importValue('Paths'))).not.toThrow();
});
