import { apiLogQueries } from '../../../src/service/private/api-log-queries';
import { apiIn, runningApi } from '../../support/api';

const queries = apiLogQueries('/ecs/prd-rl-bank-api');

/** The pattern of a query's filter, as CloudWatch reads it: the flag in front is no JavaScript. */
const patternOf = (question: RegExp): RegExp => {
  const commands = queries.find((it) => question.test(it.question))!.commands;
  const [, body] = /like \/\(\?i\)(.*)\/$/.exec(commands.find((it) => it.startsWith('filter'))!)!;
  return new RegExp(body, 'i');
};

test('RB12c the first questions of an incident are kept, each of the logs of the API', () => {
  expect(queries.map(({ question }) => question)).toEqual([
    'What errors are there, and since when',
    'What are the last errors',
    'Which tasks say most, and what did they say last',
    'Does it reach database, cache and login',
  ]);
  expect(new Set(queries.map(({ logGroupName }) => logGroupName))).toEqual(new Set(['/ecs/prd-rl-bank-api']));
});

test('RB12c they are those of every API, with tasks or without', () => {
  expect(runningApi().logQueries).toEqual(queries);
  expect(apiIn().logQueries).toEqual(queries);
});

test('each line is one command that Logs Insights knows', () => {
  for (const command of queries.flatMap(({ commands }) => commands)) {
    expect(command).toMatch(/^(fields|filter|stats|sort|limit) \S/);
    expect(command.replace(/\/.*\//, '')).not.toMatch(/[|\n]/);
  }
});

test.each(queries)('what is sorted by is what the command before it leaves: $question', ({ commands }) => {
  const [, sorted] = /^sort (\S+) (asc|desc)$/.exec(commands.find((it) => it.startsWith('sort'))!)!;
  const stats = commands.find((it) => it.startsWith('stats')); // which leaves what it names, and nothing else

  expect(stats ?? commands[0]).toContain(sorted);
});

test('which tasks say most is told by those that say most', () => {
  expect(queries.find(({ question }) => question.startsWith('Which tasks say most'))!.commands.slice(1)).toEqual([
    ...['sort lines desc', 'limit 50'],
  ]);
});

test.each(['ERROR: no', '{"level":"error"}', 'UnhandledPromiseRejection', 'java.lang.Exception', 'panic: x', 'FATAL'])(
  'a line is taken for an error: %s',
  (line) => {
    expect(patternOf(/last errors/).test(line)).toBe(true);
    expect(patternOf(/since when/).test(line)).toBe(true);
  },
);

test('a line without one is not', () => {
  expect(patternOf(/last errors/).test('GET /health 200 in 3 ms')).toBe(false);
});

test.each([
  'connect ECONNREFUSED 10.0.0.1:6379',
  'getaddrinfo ENOTFOUND db',
  'Connection timed out',
  'request timeout',
])('a line tells that something is not reached: %s', (line) => {
  expect(patternOf(/reach/).test(line)).toBe(true);
});
