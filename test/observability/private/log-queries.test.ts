import { Stack } from 'aws-cdk-lib';
import { runningApi } from '../../support/api';
import { newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { everywhere, observe, Queue } from '../../support/observability';

const QUERY = 'AWS::Logs::QueryDefinition';
const query = (question: string, logGroupName = '/queue') => ({
  question,
  logGroupName,
  commands: ['fields @message', 'filter @message like /late/', 'limit 10'],
});

test('a question is kept under system and source, over its group, a command a line', () => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { queue: new Queue(stack, 'Queue', { queries: [query('What is late')] }) });

  expect(everywhere(app, QUERY)).toEqual([
    {
      ...{ stack: 'Web-watch', region: 'ap-southeast-1' },
      properties: {
        Name: 'prd-rl-bank/queue/What is late',
        LogGroupNames: ['/queue'],
        QueryString: 'fields @message\n| filter @message like /late/\n| limit 10',
      },
    },
  ]);
});

test('questions are kept in the region of the logs', () => {
  const app = newApp();
  const stack = workloadStack(app);
  const abroad = new Stack(app, 'Abroad', { env: { ...WORKLOAD, region: 'eu-west-1' } });
  const [here, there] = [stack, abroad].map((place) => new Queue(place, 'Queue', { queries: [query('What is late')] }));
  observe(stack, { here, there });

  expect(
    everywhere(app, QUERY)
      .map(({ region, properties }) => [region, properties.Name])
      .sort(),
  ).toEqual([
    ['ap-southeast-1', 'prd-rl-bank/here/What is late'],
    ['eu-west-1', 'prd-rl-bank/there/What is late'],
  ]);
});

test('an API brings the first questions of an incident', () => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { api: runningApi({}, stack) });
  const kept = everywhere(app, QUERY).map(({ properties }) => properties);

  expect(kept.map(({ Name }) => Name)).toEqual([
    'prd-rl-bank/api/What errors are there, and since when',
    'prd-rl-bank/api/What are the last errors',
    'prd-rl-bank/api/Which tasks say most, and what did they say last',
    'prd-rl-bank/api/Does it reach database, cache and login',
  ]);
  expect(new Set(kept.flatMap(({ LogGroupNames }) => LogGroupNames))).toEqual(new Set(['/ecs/prd-rl-bank-api']));
});
