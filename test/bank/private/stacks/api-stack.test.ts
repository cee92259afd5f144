import { Stack } from 'aws-cdk-lib';
import { bankOf, Changes, resourcesIn, RUNNING } from '../../../support/bank';
import { templateOf } from '../../../support/cloud';

const apiOf = (changes: Changes = {}) => bankOf(changes).node.findChild('api') as Stack;
const texts = (changes: Changes) => JSON.stringify(templateOf(apiOf(changes)));

test('RB3a there is one service, named after the prefix', () => {
  const services = resourcesIn(bankOf({ namePrefix: 'stg-bank' }), 'AWS::ECS::Service');

  expect(services.map(({ stack, Properties }) => [stack, Properties.ServiceName])).toEqual([['api', 'stg-bank-api']]);
});

test('RB6a RB7 the tasks reach cache and database, where the ports of that are known', () => {
  expect(texts({})).toMatch(/"FromPort":27017/);
  expect(texts({ database: undefined })).not.toMatch(/"FromPort":27017/);
  expect(apiOf().node.tryFindChild('database')).toBeDefined();
  expect(apiOf({ database: undefined }).node.tryFindChild('database')).toBeUndefined();
});

test('RB7 adding the ports later changes no logical id', () => {
  const ids = (changes: Changes) => Object.keys(templateOf(apiOf(changes)).Resources);

  expect(ids({})).toEqual(expect.arrayContaining(ids({ database: undefined })));
});

test('RB3c paths are routed where the config says so', () => {
  const conditions = (changes: Changes) => texts({ ...RUNNING, ...changes });

  expect(conditions({ 'api.routing': ['/api', '/api/*'] })).toContain('"path-pattern"');
  expect(conditions({})).not.toContain('"path-pattern"');
});

test('RB22 with scaling the number of tasks is that of scaling once they run', () => {
  const scaling = { 'api.scaling': { minTasks: 2, maxTasks: 6 } };

  expect(texts({ ...RUNNING, ...scaling })).not.toContain('"DesiredCount"');
  expect(texts({ ...scaling, 'api.readiness': 'starting' })).toContain('"DesiredCount":2');
  expect(texts(scaling)).toContain('"DesiredCount":0');
});
