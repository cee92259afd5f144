import { App, Duration, Stack } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmSeverity, RequestMetrics } from '../../src/core';
import { ServiceLevel, ServiceLevelObjective, ServiceLevelObjectiveProps } from '../../src/observability';
import { SpaToolchain, StaticSpaSite } from '../../src/site';
import { runningApi } from '../support/api';
import { newApp, workloadStack } from '../support/cloud';
import { alarmNamed, alarmsIn, countOf, everywhere, observe, textOf } from '../support/observability';

const OWN: RequestMetrics = { requests: countOf('Orders'), failed: countOf('Declined') };
const { AVAILABILITY_99_9, P99_WITHIN_500_MS, P50_WITHIN_100_MS } = ServiceLevel;

function objectiveIn(scope: Stack, props: Partial<ServiceLevelObjectiveProps> = {}, id = 'Orders') {
  return new ServiceLevelObjective(scope, id, { metrics: OWN, level: AVAILABILITY_99_9, ...props });
}

/** An API and a site with the presets. */
function systemWith(props: Partial<ServiceLevelObjectiveProps> = {}) {
  const app = newApp();
  const stack = workloadStack(app);
  const api = runningApi({}, stack);
  const site = new StaticSpaSite(workloadStack(app, 'Site'), 'Site', {
    toolchain: SpaToolchain.vite(),
    publishAdditionalMetrics: true,
  });
  const of = (metrics: RequestMetrics, level: ServiceLevel, id: string) =>
    objectiveIn(stack, { ...props, metrics, level }, id);
  observe(
    stack,
    {
      ...{ api, site },
      'api-available': of(api.requestMetrics, AVAILABILITY_99_9, 'ApiAvailable'),
      'api-fast': of(api.requestMetrics, P99_WITHIN_500_MS, 'ApiFast'),
      'api-median': of(api.requestMetrics, P50_WITHIN_100_MS, 'ApiMedian'),
      'site-available': of(site.requestMetrics, AVAILABILITY_99_9, 'SiteAvailable'),
      'site-fast': of(site.requestMetrics, P99_WITHIN_500_MS, 'SiteFast'),
    },
    { runbook: undefined },
  );
  return app;
}

const app = systemWith();
const alarm = (name: string) => alarmNamed(app, name);
const metricsOf = (name: string): any[] => alarm(name).properties.Metrics;
const expressionOf = (name: string): string => metricsOf(name).find(({ ReturnData }) => ReturnData).Expression;
const ruleOf = (name: string) => {
  const names = new Map(alarmsIn(app).map((it) => [it.logicalId, it.name.replace('prd-rl-bank-', '')]));
  return textOf(alarm(name).properties.AlarmRule).replace(/"<(\w+)\.Arn>"/g, (_, id) => names.get(id)!);
};

describe('PC14a the presets of an API', () => {
  test.each([
    ['FastBurn', 300, 12, 7.2, 'notBreaching'],
    ['FastBurnLong', 3600, 1, 14.4, 'ignore'],
    ['MediumBurn', 1800, 2, 3, 'notBreaching'],
    ['MediumBurnLong', 21600, 1, 6, 'ignore'],
    ['SlowBurn', 7200, 1, 1.5, 'notBreaching'],
    ['SlowBurnLong', 86400, 1, 3, 'ignore'],
  ])('%s is over %d seconds, on for one of %d periods above %d', (id, period, periods, rate, missing) => {
    const { properties } = alarm(`api-available-${id}`);
    const periodsUsed = new Set(metricsOf(`api-available-${id}`).flatMap(({ MetricStat }) => MetricStat?.Period ?? []));

    expect([...periodsUsed]).toEqual([period]);
    expect(properties).toMatchObject({
      EvaluationPeriods: periods,
      Threshold: rate,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: missing,
    });
    expect(properties.DatapointsToAlarm ?? 1).toBe(1);
  });

  test('a burn rate is the share of requests that fail, by the share that may', () => {
    const failed = 'FILL(failed, 0)';

    expect(expressionOf('api-available-FastBurn')).toBe(
      `IF(${failed} > 0, ${failed} / MAX([FILL(requests, 0), ${failed}]) / 0.001, 0)`,
    );
    expect(
      metricsOf('api-available-FastBurn').flatMap(({ MetricStat }) => MetricStat?.Metric.MetricName ?? []),
    ).toEqual([...['RequestCount', 'HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count']]);
  });

  test('a long window needs ten failures, and has no data point from three quarters of its rate, which keeps its state', () => {
    const [on, off] = ['(burn > 14.4 AND FILL(failed, 0) >= 10)', '(burn < 10.8 OR FILL(failed, 0) < 5)'];

    expect(expressionOf('api-available-FastBurnLong')).toBe(
      `IF(EPOCH(burn) >= MAX(EPOCH(burn)) AND (${on} OR ${off}), IF(${on}, burn, 0))`,
    );
  });

  test('a late answer is one above the percentile rank of 0.5 seconds', () => {
    const stats = metricsOf('api-fast-FastBurnLong').flatMap(({ MetricStat }) => MetricStat ?? []);

    expect(stats.map(({ Metric, Stat }) => [Metric.MetricName, Stat])).toEqual([
      ['RequestCount', 'Sum'],
      ['TargetResponseTime', 'PR(:0.5)'],
    ]);
    expect(metricsOf('api-fast-FastBurnLong').find(({ Id }) => Id === 'failed').Expression).toBe(
      'FILL(requests, 0) * (100 - FILL(inTime, 100)) / 100',
    );
  });

  test('one composite pages for the fast and the medium burn, and one opens a ticket unless the medium window is on', () => {
    expect(ruleOf('api-available-FastBurn-Call')).toBe(
      '((ALARM(api-available-FastBurn) AND ALARM(api-available-FastBurnLong)) OR (ALARM(api-available-MediumBurn) AND ALARM(api-available-MediumBurnLong)))',
    );
    expect(ruleOf('api-available-SlowBurn-Call')).toBe(
      '(ALARM(api-available-SlowBurn) AND ALARM(api-available-SlowBurnLong) AND (NOT (ALARM(api-available-MediumBurnLong))))',
    );
  });

  test('silence is no request and no failure: what reaches no target is a failure alone', () => {
    expect(expressionOf('api-available-Silence')).toBe('MAX([FILL(requests, 0), FILL(failed, 0)])');
  });

  test('the median has a plain alarm, which opens a ticket', () => {
    const { properties } = alarm('api-median-ResponseTimeHigh');

    expect(properties).toMatchObject({ ExtendedStatistic: 'p50', Threshold: 0.1, Period: 300, EvaluationPeriods: 3 });
    expect(topicOf('api-median-ResponseTimeHigh')).toContain('Ticket');
  });
});

test('windows longer than the minutes of the metrics are no warning', () => {
  const messages = app.synth().stacks.flatMap((stack) => stack.messages.map(({ entry }) => entry.data));

  expect(messages.filter((text) => /have been overridden/.test(String(text)))).toEqual([]);
});

test('fast burns page, slow burns and silence open a ticket, and nothing else of an objective notifies', () => {
  const notifying = alarmsIn(app).filter(({ name, calls }) => /-(available|fast|median)-/.test(name) && calls);

  expect(
    Object.fromEntries(
      notifying.map(({ name }) => [name.replace('prd-rl-bank-', ''), topicOf(name.replace('prd-rl-bank-', ''))]),
    ),
  ).toEqual(
    Object.fromEntries(
      ['api-available', 'api-fast', 'site-available', 'site-fast']
        .flatMap((source) => [
          [`${source}-FastBurn-Call`, 'Page'],
          [`${source}-SlowBurn-Call`, 'Ticket'],
          ...(source.endsWith('available') ? [[`${source}-Silence`, 'Ticket']] : []),
        ])
        .concat([['api-median-ResponseTimeHigh', 'Ticket']]),
    ),
  );
});

describe('what counts the same requests', () => {
  test.each([
    ['api-ServerErrors-Call', 'api-available'],
    ['api-Latency-Call', 'api-fast'],
    ['site-ServerErrors', 'site-available'],
  ])('%s is a ticket, since %s pages', (name, objective) => {
    expect(topicOf(name)).toBe('Ticket');
    expect(textOf(alarm(name).properties.AlarmDescription)).toContain(
      `(A ticket: ${objective} pages for these requests.)`,
    );
  });

  test('an API without a healthy target pages while its availability does not, and late answers while failed ones do not', () => {
    expect(ruleOf('api-NoHealthyTarget-Call')).toBe(
      '(ALARM(api-NoHealthyTarget) AND (NOT (ALARM(api-available-FastBurn-Call))))',
    );
    expect(ruleOf('api-fast-FastBurn-Call')).toMatch(/ AND \(NOT \(ALARM\(api-available-FastBurn-Call\)\)\)\)$/);
    expect(topicOf('api-NoHealthyTarget-Call')).toBe('Page');
    // It is OK when the objective takes over, and nothing has recovered.
    expect(alarm('api-NoHealthyTarget-Call').properties.OKActions).toBeUndefined();
    expect(alarm('api-available-FastBurn-Call').properties.OKActions).toHaveLength(1);
  });

  test('without an objective the alarms are as the API defines them', () => {
    const stack = workloadStack();
    const api = runningApi({}, stack);
    observe(stack, { api, orders: objectiveIn(stack) }, { runbook: undefined });
    const { properties } = alarmNamed(stack.node.root as App, 'api-NoHealthyTarget');

    expect(properties.AlarmActions).toHaveLength(1);
  });
});

test('an objective in a stack of another region has its alarms in that of the API, which has the metrics', () => {
  const elsewhere = newApp();
  const api = runningApi({}, workloadStack(elsewhere));
  const stack = new Stack(elsewhere, 'Elsewhere', { env: { account: '111111111111', region: 'eu-central-1' } });
  observe(stack, { api, available: objectiveIn(stack, { metrics: api.requestMetrics }) }, { runbook: undefined });
  const regions = alarmsIn(elsewhere).map(({ name, region }) => (/available/.test(name) ? region : []));

  expect([...new Set(regions.flat())]).toEqual(['ap-southeast-1']);
  expect(alarmNamed(elsewhere, 'api-NoHealthyTarget-Call').region).toBe('ap-southeast-1'); // waits for the objective
});

test('a site counts in us-east-1, with the errors that CloudFront has as a percentage', () => {
  expect(alarm('site-available-FastBurn-Call').region).toBe('us-east-1');
  expect(
    metricsOf('site-available-FastBurn').flatMap(({ MetricStat: it }) => (it ? [[it.Metric.MetricName, it.Stat]] : [])),
  ).toEqual([
    ['Requests', 'Sum'],
    ['5xxErrorRate', 'Average'],
  ]);
  expect(metricsOf('site-fast-FastBurn').flatMap(({ MetricStat: it }) => it?.Stat ?? [])).toContain('PR(:500)');
  expect(everywhere(app, 'AWS::CloudFront::MonitoringSubscription')).toHaveLength(1);
});

test('metrics of a team have an objective too, with thresholds, a guard and a silence of its own', () => {
  const stack = workloadStack();
  const orders = objectiveIn(stack, {
    level: ServiceLevel.availability(0.995),
    objectiveName: 'orders',
    fastBurn: { rate: 10, window: Duration.minutes(30), shortWindow: Duration.minutes(10) },
    minimumFailures: 3,
    silenceAfter: Duration.hours(6),
  });
  const byId = new Map(orders.alarmDefinitions.map((it) => [it.id, it]));
  const { mathExpression: { expression, usingMetrics } = {} as any } = byId
    .get('FastBurnLong')!
    .metric.toMetricConfig();

  expect(byId.get('FastBurn')).toMatchObject({ threshold: 5, evaluationPeriods: 6, datapointsToAlarm: 1 });
  expect(expression).toContain('(burn > 10 AND FILL(failed, 0) >= 3)');
  expect((usingMetrics.burn as MathExpression).expression).toContain(' / 0.005, 0)');
  expect(byId.get('FastBurn')!.symptom).toBe(
    'orders: so many requests fail that 0.69 % of the 30-day budget goes in 30 minutes, or 5 % in 6 hours.',
  );
  expect(byId.get('Silence')).toMatchObject({ severity: AlarmSeverity.TICKET, threshold: 1 });
  expect((byId.get('Silence')!.metric as MathExpression).period).toEqual(Duration.hours(6));
});

test('silence is an alarm of availability alone, unless it is asked for', () => {
  const stack = workloadStack();
  const idsOf = (id: string, props: Partial<ServiceLevelObjectiveProps>) =>
    objectiveIn(stack, { metrics: { ...OWN, responseTime: countOf('Duration') }, ...props }, id).alarmDefinitions.map(
      (it) => it.id,
    );

  expect(idsOf('A', {})).toContain('Silence');
  expect(idsOf('B', { ignoreSilence: true })).not.toContain('Silence');
  expect(idsOf('C', { level: P99_WITHIN_500_MS })).not.toContain('Silence');
  expect(idsOf('D', { level: P50_WITHIN_100_MS, silenceAfter: Duration.hours(2) })).toEqual([
    'ResponseTimeHigh',
    'Silence',
  ]);
});

test('two objectives of one name are refused, and one that is observed twice', () => {
  const stack = workloadStack();
  const [one, other] = ['One', 'Other'].map((id) => objectiveIn(stack, { objectiveName: 'orders' }, id));
  const problem = ['service-level/name-twice', 'sources.b', 'orders'] as const;

  expect(() => observe(stack, { a: one, b: other }, {}, 'Two')).toThrowProblem(...problem);
  expect(() => observe(stack, { a: one, b: one }, {}, 'Same')).toThrowProblem(...problem);
});

describe('the dashboard begins with the objectives', () => {
  const body = everywhere(app, 'AWS::CloudWatch::Dashboard').map(({ properties }) =>
    textOf(properties.DashboardBody),
  )[0];
  const { widgets } = JSON.parse(body.replace(/"<[^"]*?>"/g, '"x"'));
  const titled = (title: string) => widgets.find(({ properties }: any) => properties.title === title)?.properties;

  test('with the budget that is left of 30 days and of the month, by the day, whatever the dashboard shows', () => {
    const [rolling, monthly] = ['30 days', 'this month'].map((it) =>
      titled(`api-available: Error budget of ApiAvailable, ${it}`),
    );

    expect([rolling.start, monthly.start]).toEqual(['-P30D', '-P31D']);
    expect(rolling.yAxis.left.min).toBe(-100);
    expect(rolling.metrics.flatMap(([it]: any) => it.expression ?? [])).toContain(
      '100 * (1 - RUNNING_SUM(FILL(failed, 0)) / SUM(MAX([FILL(requests, 0), FILL(failed, 0)])) / 0.001)',
    );
    expect(monthly.metrics.flatMap(([it]: any) => it.expression ?? [])).toContain(
      'IF(EPOCH(requests) >= MAX(IF(DATE(requests) == 1, EPOCH(requests), 0)), FILL(failed, 0), 0)',
    );
    const periods = [rolling, monthly].flatMap(({ metrics }) => metrics.flatMap((it: any) => it.at(-1).period ?? []));
    expect(new Set(periods)).toEqual(new Set([86400]));
  });

  test('in their own row, before DNS', () => {
    const rows = widgets.filter(({ properties }: any) => /^## /.test(properties.markdown ?? ''));

    expect(rows[0].properties.markdown).toBe('## Service level objectives');
  });
});

function topicOf(name: string): string | undefined {
  return /(Page|Ticket)/.exec(textOf(alarm(name).properties.AlarmActions[0]))?.[1];
}
