import { serviceLogQueries } from '../../../../src/service/private/observed/service-log-queries';
import { apiIn } from '../../../support/api';

const queries = serviceLogQueries('/ecs/prd-rl-bank-api', 'prd-rl-bank-api');

/** The pattern of a query's filter, as CloudWatch reads it: the flag in front is no JavaScript. */
const patternOf = (question: string): RegExp => {
  const { commands } = queries.find((it) => it.question === question)!;
  const [, body] = /like \/\(\?i\)(.*)\/$/.exec(commands.find((it) => it.startsWith('filter'))!)!;
  return new RegExp(body, 'i');
};

test('RB12c the first questions of an incident are kept, each of the logs of the API and of its deployments, with tasks or without', () => {
  expect(queries.map(({ question, logGroupName }) => [question, logGroupName])).toEqual([
    ['What errors are there, and since when', '/ecs/prd-rl-bank-api'],
    ['What are the last errors', '/ecs/prd-rl-bank-api'],
    ['Which tasks say most, and what did they say last', '/ecs/prd-rl-bank-api'],
    ['Does it reach database, cache and login', '/ecs/prd-rl-bank-api'],
    ['Which deployments began, and which failed and why', '/aws/events/prd-rl-bank-api'],
  ]);
  expect(apiIn().logQueries).toEqual(queries);
});

test.each(queries)('each line is one command of Logs Insights, which sorts what is left: $question', ({ commands }) => {
  const [, sorted] = /^sort (\S+) desc$/.exec(commands.find((it) => it.startsWith('sort'))!)!;
  const stats = commands.find((it) => it.startsWith('stats')); // which leaves what it names, and nothing else

  expect(stats ?? commands[0]).toContain(sorted);
  for (const command of commands) {
    expect(command).toMatch(/^(fields|filter|stats|sort|limit) \S/);
    expect(command.replace(/\/.*\//, '')).not.toMatch(/[|\n]/);
  }
});

test('which tasks say most is told by those that say most', () => {
  expect(queries[2].commands.slice(1)).toEqual(['sort lines desc', 'limit 50']);
});

test.each([
  ...['ERROR: no', '{"level":"error"}', 'UnhandledPromiseRejection', 'java.lang.Exception', 'panic: x', 'FATAL'].map(
    (line) => [true, 'What are the last errors', line] as const,
  ),
  [false, 'What are the last errors', 'GET /health 200 in 3 ms'] as const,
  ...['connect ECONNREFUSED 10.0.0.1:6379', 'getaddrinfo ENOTFOUND db', 'Connection timed out', 'request timeout'].map(
    (line) => [true, 'Does it reach database, cache and login', line] as const,
  ),
])('that it is found is %s: "%s" in the line %s', (isFound, question, line) => {
  expect(patternOf(question).test(line)).toBe(isFound);
});
