import { Stack, Stage } from 'aws-cdk-lib';
import { environmentsOf } from '../../../../src/observability/private/sources/environments';
import { newApp, WORKLOAD, workloadStack } from '../../../support/cloud';
import { sourceOf } from '../../../support/observability';

describe('environments of sources', () => {
  const app = newApp();
  const [home, beside] = ['Home', 'Beside'].map((id) => workloadStack(app, id));
  const abroad = new Stack(app, 'Abroad', { env: { ...WORKLOAD, region: 'eu-west-1' } });
  const [prod, other] = ['Prod', 'Other'].map((id) => workloadStack(new Stage(app, id)));
  const partner = new Stack(app, 'Partner', { env: { ...WORKLOAD, account: '222222222222' } });
  const agnostic = new Stack(app, 'Agnostic');

  test.each<[what: string, sources: Stack[], environments: Array<[anchor: Stack, sources: Stack[]]>]>([
    [
      'are one for a Stage and account, in whatever region',
      [beside, abroad, agnostic],
      [[home, [beside, abroad, agnostic]]],
    ],
    [
      'are others for other Stages and accounts, each at its first source, after that of the observer',
      [prod, partner, home, other, prod],
      [
        [home, [home]],
        [prod, [prod, prod]],
        [partner, [partner]],
        [other, [other]],
      ],
    ],
    ['without a source are none', [prod], [[prod, [prod]]]],
  ])('%s', (_, stacks, environments) => {
    const made = environmentsOf(
      home,
      stacks.map((stack) => sourceOf(stack, {})),
    );

    expect(made.map(({ anchor, sources }) => [anchor.node.path, sources.map(({ stack }) => stack.node.path)])).toEqual(
      environments.map(([anchor, sources]) => [anchor.node.path, sources.map(({ node }) => node.path)]),
    );
  });

  test('have log queries in the region that each states, else in that of its source', () => {
    const queryOf = (question: string, region?: string) => ({ question, logGroupName: 'a', commands: [], region });
    const queries = [queryOf('here'), queryOf('there', 'us-east-1')];
    const [environment] = environmentsOf(home, [{ ...sourceOf(beside, {}), queries }, sourceOf(abroad, {})]);
    const questionsIn = (region: string) =>
      environment.logQueriesIn(region).map((source) => source.queries.map(({ question }) => question));

    expect(environment.logRegions).toEqual(['ap-southeast-1', 'us-east-1']);
    expect([questionsIn('ap-southeast-1'), questionsIn('us-east-1')]).toEqual([[['here']], [['there']]]);
  });
});
