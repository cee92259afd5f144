import { App, Stack } from 'aws-cdk-lib';
import { WORKLOAD, workloadStack } from '../../../support/cloud';
import { everywhere, observe, observedBank, Queue } from '../../../support/observability';

const QUERY = 'AWS::Logs::QueryDefinition';

test('a question is kept in the region of the logs, under system and source, over its group, a command a line', () => {
  const home = workloadStack();
  const abroad = new Stack(home.node.root, 'Abroad', { env: { ...WORKLOAD, region: 'eu-west-1' } });
  const commands = ['fields @message', 'filter @message like /late/', 'limit 10'];
  const [here, there] = [home, abroad].map((stack) => {
    return new Queue(stack, 'Queue', { queries: [{ question: 'What is late', logGroupName: '/queue', commands }] });
  });
  observe(home, { here, there });
  const kept = (source: string, stack: string, region: string) => {
    const QueryString = 'fields @message\n| filter @message like /late/\n| limit 10';
    const Name = `prd-rl-bank/${source}/What is late`;
    return { stack, region, properties: { Name, LogGroupNames: ['/queue'], QueryString } };
  };

  expect(everywhere(home.node.root as App, QUERY)).toEqual([
    kept('there', 'Web-eu-west-1-watch', 'eu-west-1'),
    kept('here', 'Web-watch', 'ap-southeast-1'),
  ]);
});

test('an API brings the first questions of an incident', () => {
  const kept = everywhere(observedBank().app, QUERY).map(({ properties }) => properties);

  expect(kept.map(({ Name }) => Name)).toEqual([
    'prd-rl-bank/api/What errors are there, and since when',
    'prd-rl-bank/api/What are the last errors',
    'prd-rl-bank/api/Which tasks say most, and what did they say last',
    'prd-rl-bank/api/Does it reach database, cache and login',
    'prd-rl-bank/api/Which deployments began, and which failed and why',
  ]);
  expect(new Set(kept.flatMap(({ LogGroupNames }) => LogGroupNames))).toEqual(
    new Set(['/ecs/prd-rl-bank-api', '/aws/events/prd-rl-bank-api']),
  );
});
