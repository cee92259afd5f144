import { App, Duration, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ApiProps, runningApi } from './api';
import { newApp, workloadStack } from './cloud';
import { networkIn, scaffoldIn } from './scaffold';
import { domainIn } from './site';
import { AlarmDefinition, AlarmSeverity, GraphDefinition, IMonitored, LogQueryDefinition } from '../../src/core';
import { ExternalDatabase, ValkeyCache } from '../../src/data';
import { BankDns, HostedZoneSource } from '../../src/network';
import { AlarmTarget, BankObservability, BankObservabilityProps, Runbook, UptimeCheck } from '../../src/observability';
import { ObservedSource } from '../../src/observability/private/sources/observed-source';
import { SpaToolchain, StaticSpaSite } from '../../src/site';

export const ONCALL = AlarmTarget.email('oncall@bank.example');
export const PLATFORM = AlarmTarget.email('platform@bank.example');
export const ANY_RUNBOOK = Runbook.fromUrl('https://wiki.bank.example/runbook');

/** A metric of the team's own, by the minute. */
export function metricOf(metricName = 'Length', region?: string): Metric {
  return new Metric({ namespace: 'Bank', metricName, period: Duration.minutes(1), region });
}

/** What mutes: how often something of the team's own began. */
export function countOf(metricName = 'Began', region?: string): Metric {
  return metricOf(metricName, region).with({ statistic: Stats.SUM });
}

/** A page on a queue that grows, unless the test says otherwise. */
export function definitionOf(props: Partial<AlarmDefinition> = {}): AlarmDefinition {
  return {
    id: 'QueueTooLong',
    metric: metricOf(),
    threshold: 10,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    severity: AlarmSeverity.PAGE,
    symptom: 'Payments come late.',
    runbookAnchor: 'queue-too-long',
    ...props,
  };
}

/** What a team's own source may define. */
export interface Definitions {
  readonly alarms?: AlarmDefinition[];
  readonly graphs?: GraphDefinition[];
  readonly queries?: LogQueryDefinition[];
}

/** A construct of the team's own. */
export class Queue extends Construct implements IMonitored {
  public readonly alarmDefinitions: AlarmDefinition[];
  public readonly graphDefinitions: GraphDefinition[];
  public readonly logQueries: LogQueryDefinition[];

  constructor(
    scope: Construct,
    id = 'Queue',
    { alarms = [definitionOf()], graphs = [], queries = [] }: Definitions = {},
  ) {
    super(scope, id);
    [this.alarmDefinitions, this.graphDefinitions, this.logQueries] = [alarms, graphs, queries];
  }
}

/** Alarms on a queue at home, and on one at the edge. */
export const IN_TWO_REGIONS: AlarmDefinition[] = [
  definitionOf(),
  definitionOf({ id: 'AtEdge', metric: metricOf('Length', 'us-east-1'), region: 'us-east-1' }),
];

/** A source as it is after it was read. */
export function sourceOf(stack: Stack, { alarms = [], graphs = [], queries = [] }: Definitions): ObservedSource {
  return { name: 'queue', origin: { alarmDefinitions: alarms }, stack, alarms, graphs, queries };
}

/** An observer of these sources. What the team calls is said by the test, or goes by mail. */
export function observe(
  scope: Construct,
  sources: BankObservabilityProps['sources'],
  props: Partial<BankObservabilityProps> = {},
  id = 'Observability',
): BankObservability {
  const runbook = ANY_RUNBOOK;
  return new BankObservability(scope, id, {
    ...{ namePrefix: 'prd-rl-bank', sources, page: [ONCALL], ticket: [PLATFORM], runbook },
    ...props,
  });
}

/** An app in which a queue of the team's own is observed. */
export function queueApp(definitions?: Definitions, props?: Partial<BankObservabilityProps>, stack = workloadStack()) {
  const observer = observe(stack, { queue: new Queue(stack, 'Queue', definitions) }, props);
  return { app: stack.node.root as App, stack, observer };
}

/** The system of the document: an API, a cache, two sites and a look from outside. */
export function bankIn(app: App = newApp(), props: ApiProps = { rollOnSecretChange: true }) {
  const stack = workloadStack(app);
  const api = runningApi(props, stack);
  const data = workloadStack(app, 'Data');
  const { vpc, privateSubnets } = networkIn(data);
  const cache = new ValkeyCache(data, 'Cache', { vpc, subnets: privateSubnets });
  const [webapp, portal] = ['webapp', 'portal'].map((name) => {
    const place = workloadStack(app, `Site-${name}`);
    const domain = domainIn(place, `${name}.bank.example`);
    return new StaticSpaSite(place, 'Site', { toolchain: SpaToolchain.vite(), domain });
  });
  const uptime = new UptimeCheck(stack, 'Uptime', { url: 'https://api.bank.example/health' });
  return { app, stack, data, api, sources: { api, cache, webapp, portal, uptime } };
}

/** The rest of the document's system: it has no alarms of its own. */
export function drawnAlone(data: Stack) {
  const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIK');
  const dns = new BankDns(data, 'Zone', { rootDomain: 'bank.test', zone });
  const uriSecret = scaffoldIn(data, { path: 'rl/bank/database' }).secrets.DB_URI;
  return { dns, database: new ExternalDatabase(data, 'Database', { uriSecret, ports: [5432] }) };
}

let shared: ReturnType<typeof observeAll> | undefined;

/** All of the document's system, observed by default. It is made once, for the tests that read it. */
export function observedBank() {
  return (shared ??= observeAll());
}

function observeAll() {
  const bank = bankIn();
  const observer = observe(bank.stack, { ...bank.sources, ...drawnAlone(bank.data) }, { runbook: undefined });
  return { ...bank, observer, made: alarmsIn(bank.app) };
}

/** An alarm, or a composite, as a template has it. */
export interface MadeAlarm {
  readonly name: string;
  readonly stack: string;
  readonly region: string;
  readonly logicalId: string;
  readonly properties: any;
  /** Whether it calls a topic of its own region. */
  readonly calls: boolean;
}

/** All alarms of the app. */
export function alarmsIn(app: App): MadeAlarm[] {
  return app.synth().stacksRecursively.flatMap(({ stackName, environment: { region }, template }) => {
    const resources = Object.entries<any>(template.Resources ?? {});
    const isTopicHere = (action: any): boolean => {
      return typeof action === 'string'
        ? action.split(':')[3] === region
        : template.Resources[action.Ref]?.Type === 'AWS::SNS::Topic' || textOf(action).includes(`:sns:${region}:`);
    };
    const made = resources.filter(([, { Type }]) => /^AWS::CloudWatch::(Composite)?Alarm$/.test(Type));
    return made.map(([logicalId, { Properties: properties }]) => {
      const actions: any[] = properties.AlarmActions ?? [];
      const calls = actions.length > 0 && actions.every(isTopicHere);
      return { name: properties.AlarmName, stack: stackName, region, logicalId, properties, calls };
    });
  });
}

/** The one alarm of that name, without the beginning that all names have. */
export function alarmNamed(app: App, name: string): MadeAlarm {
  const found = alarmsIn(app).filter((alarm) => alarm.name === `prd-rl-bank-${name}`);
  expect(found).toHaveLength(1);
  return found[0];
}

/** The names of alarms, without the beginning that all of them have. */
export function namesOf(alarms: MadeAlarm[]): string[] {
  return alarms.map(({ name }) => name.replace('prd-rl-bank-', ''));
}

/** The alarms that call nobody, neither by themselves nor by a composite that they set off. */
export function unroutedIn(alarms: MadeAlarm[]): string[] {
  const callers = alarms.filter(({ calls }) => calls);
  const isSetOff = ({ stack, logicalId }: MadeAlarm) => {
    return callers.some(({ stack: there, properties: { AlarmRule } }) => {
      const [symptoms] = AlarmRule ? textOf(AlarmRule).split(' AND (NOT') : [''];
      return there === stack && symptoms.includes(`<${logicalId}.Arn>`);
    });
  };
  const keepsQuiet = ({ name }: MadeAlarm) => /-Quiet\d*$/.test(name);
  return alarms.filter((it) => !keepsQuiet(it) && !it.calls && !isSetOff(it)).map(({ name }) => name);
}

/** The resources of a type in all stacks of the app, with the region of their stack. */
export function everywhere(app: App, type: string): Array<{ stack: string; region: string; properties: any }> {
  return app.synth().stacksRecursively.flatMap(({ stackName, environment, template }) => {
    const found = Object.values<any>(template.Resources ?? {}).filter(({ Type }) => Type === type);
    return found.map(({ Properties }) => ({ stack: stackName, region: environment.region, properties: Properties }));
  });
}

/** The templates of the app by the names of their stacks. */
export function templatesOf(app: App): Record<string, string> {
  const stacks = app.synth().stacksRecursively;
  return Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, JSON.stringify(template)]));
}

/** A text that CloudFormation puts together, with the names of what it fills in. */
export function textOf(value: any): string {
  if (typeof value === 'string') {
    return value;
  }
  return value['Fn::Join'] ? value['Fn::Join'][1].map(textOf).join('') : `<${Object.values(value).flat().join('.')}>`;
}

/** The one dashboard, as CloudWatch reads it. */
export function dashboardIn(app: App): { periodOverride: string; widgets: any[] } {
  const [{ properties }, ...others] = everywhere(app, 'AWS::CloudWatch::Dashboard');
  expect(others).toEqual([]);
  return JSON.parse(textOf(properties.DashboardBody));
}

/** The names of the stacks that each stack comes after. */
export function orderOf(app: App): Record<string, string[]> {
  const stacks = app.node.findAll().filter(Stack.isStack);
  const names = (list: Stack[]) => list.map(({ stackName }) => stackName).sort();
  return Object.fromEntries(stacks.map(({ stackName, dependencies }) => [stackName, names(dependencies)]));
}
