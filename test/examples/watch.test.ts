import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { context } from '../../cdk.json';
import { anchorsIn } from '../../src/observability/private/markdown-anchors';
import { alarmsIn, MadeAlarm, unroutedIn } from '../support/observability';

const ROOT = join(__dirname, '../..');
const HEADINGS = anchorsIn(readFileSync(join(ROOT, 'docs/runbook.md'), 'utf8'));
const RUNBOOK = /^Runbook: https:\/\/github\.com\/rl-bank\/rl-bank-constructs\/blob\/main\/docs\/runbook\.md#(\S+)$/gm;
const OPEN = readFileSync(join(ROOT, 'examples/rl-bank/open.yaml'), 'utf8');

/** The example with its gate open, in that state of the API. */
function openExample(readiness: string): App {
  const file = join(mkdtempSync(join(tmpdir(), 'example-')), 'open.yaml');
  writeFileSync(file, OPEN.replace(/^( +readiness): .*$/m, `$1: ${readiness}`));
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...context, config: file });
  let app: App;
  jest.isolateModules(() => {
    app = jest.requireActual('../../examples/rl-bank/app').app;
  });
  return app!;
}

/** The metrics of an alarm, each with the stack that makes what it is about, if another one does. */
function metricsOf({ properties }: MadeAlarm): Array<{ namespace: string; maker?: string }> {
  const ofMetrics = (properties.Metrics ?? []).flatMap(({ MetricStat }: any) => MetricStat?.Metric ?? []);
  return [...ofMetrics, ...(properties.MetricName ? [properties] : [])].map(({ Namespace, Dimensions = [] }) => {
    const makers = Dimensions.map(({ Value }: any) => Value['Fn::GetStackOutput']?.StackName);
    return { namespace: Namespace, maker: makers.find((maker?: string) => maker !== undefined) };
  });
}

describe.each([
  ['waiting', 10],
  ['starting', 25],
  ['running', 25],
])('RB12c in the example, %s', (readiness, least) => {
  const app = openExample(readiness);
  const alarms = alarmsIn(app);
  const regions = new Map(app.synth().stacksRecursively.map((it) => [it.stackName, it.environment.region]));

  test('there are alarms in both regions', () => {
    expect(alarms.length).toBeGreaterThanOrEqual(least);
    expect(new Set(alarms.map(({ region }) => region))).toEqual(new Set(['ap-southeast-1', 'us-east-1']));
  });

  test('every alarm is in the region of its metric', () => {
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
    const ofCertificates = alarms.filter((alarm) => {
      return metricsOf(alarm).some(({ namespace }) => namespace === 'AWS/CertificateManager');
    });

    expect(new Set(ofCertificates.map(({ region }) => region))).toEqual(new Set(['ap-southeast-1', 'us-east-1']));
    ofCertificates.forEach(({ name, region }) =>
      expect([name, region]).toEqual([name, /-api-/.test(name) ? 'ap-southeast-1' : 'us-east-1']),
    );
  });

  test('every alarm is routed', () => {
    expect(unroutedIn(alarms)).toEqual([]);
  });

  test('every alarm that somebody reads leads to headings of the runbook', () => {
    const lost = alarms
      .filter(({ name }) => !/-Quiet\d*$/.test(name))
      .filter(({ properties }) => {
        const anchors = [...String(properties.AlarmDescription).matchAll(RUNBOOK)].map(([, anchor]) => anchor);
        return anchors.length === 0 || anchors.some((anchor) => !HEADINGS.includes(anchor));
      });

    expect(lost.map(({ name }) => name)).toEqual([]);
  });
});
