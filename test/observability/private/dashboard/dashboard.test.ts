import { App } from 'aws-cdk-lib';
import { GraphDefinition, TrafficTier } from '../../../../src/core';
import { dashboardIn, definitionOf, metricOf, observedBank, queueApp } from '../../../support/observability';

const graphOf = (tier: TrafficTier, props: Partial<GraphDefinition> = {}): GraphDefinition => {
  return { tier, title: 'Length', healthy: 'is 0', metrics: [metricOf()], ...props };
};

/** Titles of widgets, or what their text begins with, in the order in which one reads. */
const readingOf = (app: App) => {
  return dashboardIn(app)
    .widgets.sort((a, b) => a.y - b.y || a.x - b.x)
    .map(({ properties }) => properties.title ?? properties.markdown.split('\n')[0]);
};

describe('the system of the document', () => {
  const { app } = observedBank();
  const { periodOverride, widgets } = dashboardIn(app);

  test('is drawn from the outside in', () => {
    expect(readingOf(app)).toEqual([
      '# prd-rl-bank',
      'Alarms of this region',
      '## DNS, and how it looks from outside',
      'dns: Questions about names in bank.test',
      'uptime: Places that reach https://api.bank.example/health, in percent',
      '## Edge',
      ...['portal', 'webapp'].flatMap((name) => [
        `${name}: Requests`,
        `${name}: Errors, in percent`,
        `${name}: Certificate of ${name}.bank.example`,
      ]),
      ...['## Load balancer', 'api: Requests', 'api: Errors of the server, in percent', 'api: Latency'],
      ...['## Service', 'api: Tasks', 'api: CPU and memory, in percent', 'api: Deployments'],
      ...['## Cache', 'cache: Data held', 'cache: Computing', 'cache: Calls refused'],
      ...['## Database', '### database: Outside of this account'],
    ]);
  });

  test('says on top what healthy looks like for each graph, and where to go', () => {
    const { markdown } = widgets[0].properties;
    const links = ['ap-southeast-1', 'us-east-1'].map((region) => {
      return `[alarms in ${region}](https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:?search=prd-rl-bank)`;
    });

    expect(markdown).toContain('Healthy means:');
    expect(markdown).toContain('- **api, Latency**: p99 is under 2 seconds, p50 far below it');
    expect(markdown).toContain('- **database, Outside of this account**: ');
    expect(markdown).toMatch(/\[Runbook\]\(https:\S+\/docs\/runbook\.md\)/);
    links.forEach((link) => expect(markdown).toContain(link));
    expect(markdown.match(/^- \*\*/gm)).toHaveLength(18); // 17 graphs, and the text on the database
  });

  test('each graph, and each metric of it, asks the region that has its metrics', () => {
    const graphs = widgets.filter(({ type }) => type === 'metric').map(({ properties }) => properties);
    const asked = graphs.flatMap(({ title, region, metrics }) => {
      return [region, ...metrics.map((metric: any[]) => metric.at(-1).region ?? region)].map((it) => {
        return `${title.split(':')[0]} in ${it}`;
      });
    });

    expect(graphs).toHaveLength(17);
    expect([...new Set(asked)].sort()).toEqual([
      ...['api in ap-southeast-1', 'cache in ap-southeast-1'],
      ...['dns in us-east-1', 'portal in us-east-1', 'uptime in us-east-1', 'webapp in us-east-1'],
    ]);
  });

  test('is drawn by the minute however long a time one looks at, and fits on the page', () => {
    expect(periodOverride).toBe('inherit');
    widgets.forEach(({ x, width }) => expect(x + width).toBeLessThanOrEqual(24));
  });

  test('shows the alarms of its region that call, and none that others call for', () => {
    const [{ alarms }] = widgets.filter(({ type }) => type === 'alarm').map(({ properties }) => properties);
    const ids: string[] = alarms.map((arn: string) => arn.replace(/^<WebObservabilityWatch|\w{8}\.Arn>$/g, ''));

    expect(ids).toEqual(
      expect.arrayContaining(['SourcesapiNoHealthyTarget', 'TogetherapiLatency', 'AlarmPathPageNotDelivered']),
    );
    expect(ids).toHaveLength(14);
    expect(ids.filter((id) => /^Quiet|^Sources.*Latency$/.test(id))).toEqual([]);
  });
});

test('rows are in the order of the way, whatever the order of the graphs; without alarms nothing is said of them', () => {
  const [In, Out] = ['In', 'Out'].map((name) => metricOf(name));
  const graphs = [
    graphOf(TrafficTier.DATABASE, { metrics: [] }),
    graphOf(TrafficTier.EDGE, { title: 'Traffic', metrics: [In, Out] }),
    graphOf(TrafficTier.of('Queue', TrafficTier.SERVICE), { title: 'Age' }),
    graphOf(TrafficTier.SERVICE),
    graphOf(TrafficTier.of('Queue', TrafficTier.SERVICE)),
  ];
  const { app } = queueApp({ alarms: [], graphs });
  const widgets = dashboardIn(app).widgets.map(({ type, properties }) => ({ type, ...properties }));
  const { metrics, yAxis } = widgets.find(({ title }) => title === 'queue: Traffic')!;

  expect(readingOf(app)).toEqual([
    ...['# prd-rl-bank', '## Edge', 'queue: Traffic', '## Service', 'queue: Length'],
    ...['## Queue', 'queue: Age', 'queue: Length'],
    ...['## Database', '### queue: Length'],
  ]);
  expect(widgets.at(-1)).toMatchObject({ type: 'text', markdown: '### queue: Length\n\nis 0' }); // without a metric
  expect(metrics.map((metric: string[]) => metric.slice(0, 2).join(' '))).toEqual(['Bank In', 'Bank Out']);
  expect(yAxis).toEqual({ left: { min: 0 } });
});

test.each<[alarms: number, shown: number[]]>([
  [98, [100]],
  [199, [100, 100, 1]],
])('with %d alarms and two of the path, those that call are shown by hundreds: %j', (count, shown) => {
  const alarms = Array.from({ length: count }, (_, index) => definitionOf({ id: `Queue${index}` }));
  const widgets = dashboardIn(queueApp({ alarms }).app).widgets.filter(({ type }) => type === 'alarm');

  expect(widgets.map(({ properties }) => properties.alarms.length)).toEqual(shown);
  expect(new Set(widgets.flatMap(({ properties }) => properties.alarms)).size).toBe(count + 2);
  widgets.slice(1).forEach(({ y }, index) => expect(y).toBe(widgets[index].y + widgets[index].height));
});
