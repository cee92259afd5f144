import { App } from 'aws-cdk-lib';
import { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { GraphDefinition, TrafficTier } from '../../../src/core';
import { newApp, workloadStack } from '../../support/cloud';
import { bankIn, dashboardIn, definitionOf, drawnAlone, metricOf, observe, Queue } from '../../support/observability';

const graphOf = (tier: TrafficTier, props: Partial<GraphDefinition> = {}): GraphDefinition => {
  return { tier, title: 'Length', healthy: 'is 0', metrics: [metricOf()], ...props };
};

const queueApp = (graphs: GraphDefinition[]) => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { queue: new Queue(stack, 'Queue', { graphs }) });
  return app;
};

/** Titles of widgets, or what their text begins with, in the order in which one reads. */
const readingOf = (app: App) => {
  return dashboardIn(app)
    .widgets.sort((a, b) => a.y - b.y || a.x - b.x)
    .map(({ properties }) => properties.title ?? properties.markdown.split('\n')[0]);
};

describe('the system of the document', () => {
  const { app, stack, data, sources } = bankIn();
  observe(stack, { ...sources, ...drawnAlone(data) });
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
      '## Load balancer',
      ...['api: Requests', 'api: Errors of the server, in percent', 'api: Latency'],
      '## Service',
      ...['api: Tasks', 'api: CPU and memory, in percent', 'api: Deployments'],
      '## Cache',
      ...['cache: Data held', 'cache: Computing', 'cache: Calls refused'],
      '## Database',
      '### database: Outside of this account',
    ]);
  });

  test('says on top what healthy looks like for each graph, and where to go', () => {
    const { markdown } = widgets[0].properties;

    expect(markdown).toContain('Healthy means:');
    expect(markdown).toContain('- **api, Latency**: p99 is under 2 seconds, p50 far below it');
    expect(markdown).toContain('- **database, Outside of this account**: ');
    expect(markdown).toContain('[Runbook](https://wiki.bank.example/runbook)');
    ['ap-southeast-1', 'us-east-1'].forEach((region) => {
      expect(markdown).toContain(
        `[alarms in ${region}](https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:?search=prd-rl-bank)`,
      );
    });
    expect(markdown.match(/^- \*\*/gm)).toHaveLength(18); // 17 graphs, and the text on the database
  });

  test('each graph asks the region that has its metrics', () => {
    const graphs = widgets.filter(({ type }) => type === 'metric').map(({ properties }) => properties);
    const asked = new Set(graphs.map(({ title, region }) => `${title.split(':')[0]} in ${region}`));

    expect(graphs).toHaveLength(17);
    expect([...asked].sort()).toEqual([
      ...['api in ap-southeast-1', 'cache in ap-southeast-1'],
      ...['dns in us-east-1', 'portal in us-east-1', 'uptime in us-east-1', 'webapp in us-east-1'],
    ]);
  });

  test('no metric tells another region than its graph', () => {
    widgets
      .filter(({ type }) => type === 'metric')
      .forEach(({ properties }) => {
        const told = properties.metrics.map((metric: any[]) => metric.at(-1).region ?? properties.region);
        expect(new Set(told)).toEqual(new Set([properties.region]));
      });
  });

  test('is drawn by the minute however long a time one looks at, and fits on the page', () => {
    expect(periodOverride).toBe('inherit');
    widgets.forEach(({ x, width }) => expect(x + width).toBeLessThanOrEqual(24));
  });

  test('shows the alarms of its region that call, and none that others call for', () => {
    const { alarms } = widgets.find(({ type }) => type === 'alarm')!.properties;
    const ids: string[] = alarms.map((arn: string) =>
      arn.replace(/^<WebObservabilityWatch((Sources|Together)?)|\w{8}\.Arn>$/g, (_, place) =>
        place ? `${place} ` : '',
      ),
    );

    expect(ids).toEqual(
      expect.arrayContaining(['Sources apiNoHealthyTarget', 'Together apiLatency', 'AlarmPathPageNotDelivered']),
    );
    expect(ids).toHaveLength(14);
    expect(ids.filter((id) => /^Quiet|Sources.*Latency$/.test(id))).toEqual([]);
  });
});

test('rows are in the order of the way, whatever the order of the graphs, and there is none without a graph', () => {
  const app = queueApp([graphOf(TrafficTier.DATABASE), graphOf(TrafficTier.EDGE), graphOf(TrafficTier.SERVICE)]);

  expect(readingOf(app).filter((line) => line.startsWith('## '))).toEqual(['## Edge', '## Service', '## Database']);
});

test('without alarms nothing is said of them', () => {
  const app = newApp();
  const stack = workloadStack(app);
  observe(stack, { queue: new Queue(stack, 'Queue', { alarms: [], graphs: [graphOf(TrafficTier.CACHE)] }) });

  expect(readingOf(app)).toEqual(['# prd-rl-bank', '## Cache', 'queue: Length']);
});

test('a graph without metrics is a text', () => {
  const widget = dashboardIn(queueApp([graphOf(TrafficTier.DATABASE, { metrics: [] })])).widgets.at(-1);

  expect(widget).toMatchObject({ type: 'text', properties: { markdown: '### queue: Length\n\nis 0' } });
});

test('all metrics of a graph are drawn, from zero', () => {
  const metrics: IMetric[] = [metricOf('In'), metricOf('Out')];
  const { properties } = dashboardIn(queueApp([graphOf(TrafficTier.CACHE, { metrics })])).widgets.at(-1);

  expect(properties.metrics.map((metric: string[]) => metric.slice(0, 2))).toEqual([
    ['Bank', 'In'],
    ['Bank', 'Out'],
  ]);
  expect(properties.yAxis).toEqual({ left: { min: 0 } });
});

test.each<[alarms: number, shown: number[]]>([
  [98, [100]],
  [99, [100, 1]],
  [199, [100, 100, 1]],
])('with %d alarms and two of the path, those that call are shown by hundreds: %j', (count, shown) => {
  const app = newApp();
  const stack = workloadStack(app);
  const alarms = Array.from({ length: count }, (_, index) => definitionOf({ id: `Queue${index}` }));
  observe(stack, { queue: new Queue(stack, 'Queue', { alarms }) });
  const widgets = dashboardIn(app).widgets.filter(({ type }) => type === 'alarm');
  const arns = widgets.flatMap(({ properties }) => properties.alarms);

  expect(widgets.map(({ properties }) => properties.alarms.length)).toEqual(shown);
  expect(new Set(arns).size).toBe(count + 2);
  widgets.slice(1).forEach(({ y }, index) => expect(y).toBe(widgets[index].y + widgets[index].height));
});
