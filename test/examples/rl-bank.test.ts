import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { BankMvp, BankMvpConfig } from '../../src/bank';
import { anchorsIn } from '../../src/observability/private/links/markdown-anchors';
import { bankApp, bankOf, RUNNING } from '../support/bank';
import { newApp } from '../support/cloud';
import { exampleApp } from '../support/example';
import { metricsOfAlarm } from '../support/known-metrics';
import { alarmsIn, bankIn, drawnAlone, everywhere, MadeAlarm, observe, unroutedIn } from '../support/observability';
import { columnOf, countedIn } from '../support/systems-page';

jest.setTimeout(30_000);

const read = (path: string) => readFileSync(join(__dirname, '../..', path), 'utf8');

const example = exampleApp();
const running = appOf(RUNNING);

function appOf(changes: Record<string, unknown>): App {
  return bankOf(changes).node.root as App;
}

/** The template without what every stack has: the check of the bootstrap version. */
function ownPartOf({ Rules: _rules, Parameters: _parameters, ...template }: Record<string, unknown>) {
  return template;
}

/** Versions of the CDK write the keys of a dashboard's metrics in different orders. */
function inOneOrder(template: object): object {
  const options = /\{(\\"(?:[^{}])*?)\}/g;
  const sorted = (text: string) =>
    text
      .split(/,(?=\\"[a-z]+\\":)/i)
      .sort()
      .join(',');
  return JSON.parse(JSON.stringify(template).replace(options, (_, inner: string) => `{${sorted(inner)}}`));
}

function templatesOf(app: App) {
  const { stacks } = app.synth();
  return Object.fromEntries(stacks.map((stack) => [stack.stackName, inOneOrder(ownPartOf(stack.template))]));
}

test('LB4 examples/rl-bank with its gate closed is what was read by eye: one empty stack, and the plan', () => {
  const app = bankApp();
  new BankMvp(app, 'Bank', { config: BankMvpConfig.fromFile('examples/rl-bank/bank-mvp.yaml') });
  const assembly = app.synth();

  expect(assembly.stacks.map(({ template }) => template.Resources)).toEqual([undefined]);
  expect(readFileSync(join(assembly.directory, 'plan-Bank-Gate', 'plan.txt'), 'utf8')).toMatchSnapshot();
});

test('LB4 examples/rl-bank with its gate open is what was read by eye', () => {
  expect(templatesOf(example)).toMatchSnapshot();
});

test('examples/rl-bank has what docs/systems.md counts', () => {
  expect(columnOf('bank')).toEqual(countedIn(example.synth().stacksRecursively));
});

test('LB4 examples/rl-bank with its tasks running has the alarms and checks that were read by eye', () => {
  const { 'prd-rl-bank-watch': watch, 'prd-rl-bank-watch-edge': edge } = templatesOf(running);

  expect({ watch, edge }).toMatchSnapshot();
});

/** The metrics of an alarm, each with the stack that makes what it is about, if another one does. */
function metricsOf({ properties }: MadeAlarm): Array<{ namespace: string; maker?: string }> {
  const ofMetrics = (properties.Metrics ?? []).flatMap(({ MetricStat }: any) => MetricStat?.Metric ?? []);
  return [...ofMetrics, ...(properties.MetricName ? [properties] : [])].map(({ Namespace, Dimensions = [] }) => {
    const makers = Dimensions.map(({ Value }: any) => Value['Fn::GetStackOutput']?.StackName);
    return { namespace: Namespace, maker: makers.find((maker?: string) => maker !== undefined) };
  });
}

describe.each<[string, number, () => App]>([
  ['not-ready', 10, () => example],
  ['first-start', 25, () => appOf({ 'api.launchPhase': 'first-start' })],
  ['running', 25, () => running],
])('RB12c in the example, %s', (_, least, made) => {
  const app = made();
  const alarms = alarmsIn(app);

  test('there are alarms in both regions', () => {
    expect(alarms.length).toBeGreaterThanOrEqual(least);
    expect(new Set(alarms.map(({ region }) => region))).toEqual(new Set(['ap-southeast-1', 'us-east-1']));
  });

  test('every alarm is in the region of its metric', () => {
    const regions = new Map(app.synth().stacksRecursively.map((it) => [it.stackName, it.environment.region]));
    const misplaced = alarms.flatMap((alarm) => {
      const places = metricsOf(alarm).map(({ namespace, maker }) => {
        const isGlobal = /^AWS\/(CloudFront|Route53)$/.test(namespace);
        const isOwn = namespace === 'AWS/SNS'; // on the topics beside it
        return isGlobal ? 'us-east-1' : maker ? regions.get(maker) : isOwn ? alarm.region : 'ap-southeast-1';
      });
      return places.filter((place) => place !== alarm.region).map((place) => `${alarm.name}: ${place}`);
    });

    expect(misplaced).toEqual([]);
  });

  test('certificates of the sites are watched in us-east-1, that of the API at home', () => {
    const ofCertificates = alarms.filter((alarm) =>
      metricsOf(alarm).some(({ namespace }) => namespace === 'AWS/CertificateManager'),
    );

    expect(new Set(ofCertificates.map(({ region }) => region)).size).toBe(2);
    ofCertificates.forEach(({ name, region }) =>
      expect([name, region]).toEqual([name, /-api-/.test(name) ? 'ap-southeast-1' : 'us-east-1']),
    );
  });

  test('every alarm is routed', () => {
    expect(unroutedIn(alarms)).toEqual([]);
  });

  test('every alarm that somebody reads leads to headings of the runbook', () => {
    const headings = anchorsIn(read('docs/runbook.md'));
    const link = /^Runbook: https:\/\/github\.com\/rl-bank\/rl-bank-constructs\/blob\/main\/docs\/runbook\.md#(\S+)$/gm;
    const lost = alarms
      .filter(({ name }) => !/-Quiet\d*$/.test(name))
      .filter(({ properties }) => {
        const anchors = [...String(properties.AlarmDescription).matchAll(link)].map(([, anchor]) => anchor);
        return anchors.length === 0 || anchors.some((anchor) => !headings.includes(anchor));
      });

    expect(lost.map(({ name }) => name)).toEqual([]);
  });
});

describe('the README knows what it costs to observe an API, a cache and two sites:', () => {
  const { app, stack, data, sources } = bankIn(newApp(), { rollOnSecretChange: false });
  const { uptime: _uptime, ...observed } = { ...sources, ...drawnAlone(data) };
  observe(stack, observed);

  const [, table] = read('src/observability/README.md').split('\n## Cost\n');
  const rowOf = (what: string) => new RegExp(`^\\| ${what} +\\|(.*)$`, 'm').exec(table)![1].split('|');
  const made = (type: string) => everywhere(app, type).filter((it) => it.stack.endsWith('-watch'));
  const alarms = () =>
    made('AWS::CloudWatch::Alarm').map(({ properties }) => ({
      name: properties.AlarmName,
      metrics: metricsOfAlarm({ Properties: properties }).length,
    }));

  test.each<[string, () => number]>([
    ['alarm', () => alarms().reduce((sum, { metrics }) => sum + metrics, 0)],
    ['composite alarm', () => made('AWS::CloudWatch::CompositeAlarm').length],
    ['dashboard', () => made('AWS::CloudWatch::Dashboard').length],
    ['KMS key', () => made('AWS::KMS::Key').length],
  ])('%s', (what, count) => {
    const [each, all] = rowOf(what);
    const [told, sum] = all.match(/[\d.]+/g)!.map(Number);

    expect(told).toBe(count());
    expect(sum ?? 0).toBeCloseTo(sum === undefined ? 0 : told * Number.parseFloat(each));
  });

  test('which alarms look at more than one metric', () => {
    const several = alarms().filter(({ metrics }) => metrics !== 1);

    expect(new Set(several.map(({ metrics, name }) => `${metrics} ${name}`))).toEqual(
      new Set([
        '2 prd-rl-bank-api-TasksMissing',
        '3 prd-rl-bank-PageNotDelivered',
        '3 prd-rl-bank-TicketNotDelivered',
        '3 prd-rl-bank-api-ServerErrors',
      ]),
    );
    expect(rowOf('alarm')[0]).toContain(
      "3 for the API's `ServerErrors` and for each delivery alarm, 2 for `TasksMissing`, else 1",
    );
  });
});
