import { App, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { nameTakenProblem } from '../../../../src/service/private/placement/name-taken';
import { inClusterOf, runningApi } from '../../../support/api';
import { newApp, workloadStack } from '../../../support/cloud';

const NAME = 'prd-rl-bank-api';
const takenIn = (stack: Stack, name = NAME) => nameTakenProblem(new Construct(stack, 'Api'), name) !== undefined;

test('RB24 a second service of one name in an account and region is refused', () => {
  const app = newApp();
  runningApi({}, workloadStack(app, 'One'));

  expect(() => runningApi({ settings: undefined }, workloadStack(app, 'Other'))).toThrowProblem(
    'service/name-taken',
    'serviceName',
    'prd-rl-bank-api',
    'Other/Api',
  );
});

test.each<[string, boolean, (app: App) => boolean]>([
  ['in the same region', true, (app) => takenIn(workloadStack(app, 'Other'))],
  ['in another region', false, (app) => takenIn(new Stack(app, 'Other', { env: { region: 'eu-west-1' } }))],
  ['under another name', false, (app) => takenIn(workloadStack(app, 'Other'), `${NAME}-2`)],
  ['in another app', false, () => takenIn(workloadStack())],
])('RB24 that the name is taken %s is %s', (_, isTaken, isTakenIn) => {
  const app = newApp();

  expect([takenIn(workloadStack(app, 'One')), isTakenIn(app)]).toEqual([false, isTaken]);
});

test('RB24 where account and region are not known one stack is a place, and two are two', () => {
  const app = newApp();
  const one = new Stack(app, 'One');

  expect([takenIn(one), takenIn(new Stack(app, 'Other'))]).toEqual([false, false]);
  expect(nameTakenProblem(new Construct(one, 'Second'), NAME)).toMatchObject({ value: NAME });
});

test('RB24 two services of one name in two clusters are refused: their log groups would collide', () => {
  const app = newApp();
  const inCluster = (id: string) => {
    const stack = workloadStack(app, id);
    const logGroup = new LogGroup(stack, 'Log');
    return runningApi({ ...inClusterOf(stack, id), logGroup, settings: undefined }, stack);
  };
  inCluster('One');

  expect(() => inCluster('Other')).toThrowProblem('service/name-taken', 'serviceName', NAME);
});
