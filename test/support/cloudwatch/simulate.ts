import { nameOf, parseRule, Suppressor } from './composite-alarm';
import { AlarmState, MetricAlarm, MetricSource } from './metric-alarm';

/** Something that an alarm has sent. */
export interface Notification {
  readonly minute: number;
  readonly alarm: string;
  readonly action: AlarmState;
  readonly topic: string;
}

/** A state, and from which minute on the alarm was in it. */
export interface Transition {
  readonly minute: number;
  readonly state: AlarmState;
}

export interface Simulation {
  readonly notifications: readonly Notification[];

  /** Of each alarm by name: its first state and every change. */
  readonly transitions: Readonly<Record<string, readonly Transition[]>>;
}

export interface SimulationProps {
  /** @default 0 */
  readonly from?: number;
  readonly to: number;

  /** Minutes after which the data of a minute can be read. @default 1 */
  readonly delay?: number;

  /** Evaluates the alarms of a minute from the last to the first: CloudWatch has an order of its own. @default false */
  readonly isReversed?: boolean;
}

interface Composite {
  readonly name: string;
  readonly properties: any;
  readonly evaluate: () => AlarmState;
  readonly suppressor?: { readonly alarm: string; readonly suppression: Suppressor };
}

const ACTIONS: Record<AlarmState, string> = {
  ALARM: 'AlarmActions',
  OK: 'OKActions',
  INSUFFICIENT_DATA: 'InsufficientDataActions',
};

/** Runs the alarms of a template minute by minute. All of them begin as OK: they have been there for long. */
export function simulate(template: any, source: MetricSource, props: SimulationProps): Simulation {
  const { from = 0, to, delay = 1, isReversed = false } = props;
  const alarms = alarmsIn(template);
  const metricAlarms = alarms
    .filter(({ type }) => type === 'AWS::CloudWatch::Alarm')
    .map(({ properties }) => ({
      properties,
      current: 'OK' as AlarmState,
      alarm: new MetricAlarm(properties, source, delay),
    }));
  if (isReversed) metricAlarms.reverse();
  const states = new Map<string, AlarmState>(alarms.map(({ properties }) => [properties.AlarmName, 'OK']));
  const stateOf = (name: string) => {
    const state = states.get(name);
    if (!state) throw new Error(`A composite alarm refers to ${name}, which the template does not have`);
    return state;
  };
  const composites = inOrder(
    alarms.filter(({ type }) => type === 'AWS::CloudWatch::CompositeAlarm'),
    stateOf,
  );
  const suppressible = composites.filter(({ suppressor }) => suppressor);
  const notifications: Notification[] = [];
  const transitions: Record<string, Transition[]> = Object.fromEntries(
    [...states].map(([name, state]) => [name, [{ minute: from, state }]]),
  );

  combine(from);
  for (let minute = from; minute < to; minute++) {
    for (const metricAlarm of metricAlarms) {
      const { properties, alarm, current } = metricAlarm;
      const state = alarm.stateAt(minute, current);
      if (state === current) continue;
      metricAlarm.current = state;
      enter(minute, properties, state);
      act(minute, properties, state);
      combine(minute); // each alarm is evaluated at its own second, and a composite alarm at each change
    }
    suppressible.forEach((composite) => suppress(minute, composite));
  }
  return { notifications, transitions };

  function combine(minute: number) {
    for (const { name, properties, evaluate, suppressor } of composites) {
      const state = evaluate();
      if (state === states.get(name)) continue;
      enter(minute, properties, state);
      if (!suppressor) act(minute, properties, state);
    }
  }

  function suppress(minute: number, { name, properties, suppressor }: Composite) {
    const { alarm, suppression } = suppressor!;
    const action = suppression.actionAt(minute, stateOf(name), stateOf(alarm) === 'ALARM');
    if (action) act(minute, properties, action);
  }

  function enter(minute: number, { AlarmName }: any, state: AlarmState) {
    states.set(AlarmName, state);
    transitions[AlarmName].push({ minute, state });
  }

  function act(minute: number, properties: any, action: AlarmState) {
    if (properties.ActionsEnabled === false) return;
    const topics: string[] = properties[ACTIONS[action]] ?? [];
    topics.forEach((topic) => notifications.push({ minute, alarm: properties.AlarmName, action, topic }));
  }
}

/** The alarms of a template with names for what they refer to: of an alarm its name, of anything else its logical id. */
export function alarmsIn(template: any): { type: string; properties: any }[] {
  const resources: [string, any][] = Object.entries(template.Resources);
  const names: Record<string, string> = {};
  const alarms = resources.filter(([, { Type }]) => /^AWS::CloudWatch::(Composite)?Alarm$/.test(Type));
  for (const [id, { Properties }] of alarms) names[id] = resolved(Properties.AlarmName ?? id, {});
  return alarms.map(([id, { Type, Properties }]) => {
    return { type: Type, properties: { ...resolved(Properties, names), AlarmName: names[id] } };
  });
}

function resolved(value: any, names: Record<string, string>): any {
  if (Array.isArray(value)) return value.map((one) => resolved(one, names));
  if (typeof value !== 'object' || value === null) return value;
  const [[key, of]] = Object.entries<any>(value).concat([['', undefined]]);
  if (key === 'Ref') return names[of] ?? of;
  if (key === 'Fn::GetAtt') {
    const [id, attribute] = typeof of === 'string' ? of.split('.') : of;
    return names[id] ?? `${id}.${attribute}`;
  }
  if (key === 'Fn::Join') return resolved(of[1], names).join(of[0]);
  if (key.startsWith('Fn::')) return JSON.stringify(value); // another stack's: a name like any other
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolved(one, names)]));
}

/** Composite alarms, each behind those that its rule asks. */
function inOrder(alarms: { properties: any }[], stateOf: (name: string) => AlarmState): Composite[] {
  const rules = new Map(alarms.map(({ properties }) => [properties.AlarmName, parseRule(properties.AlarmRule)]));
  const depth = (name: string, seen: string[] = []): number => {
    if (seen.includes(name)) throw new Error(`The rule of ${name} asks itself`);
    return 1 + Math.max(0, ...(rules.get(name)?.alarms ?? []).map((alarm) => depth(alarm, [...seen, name])));
  };
  const composites = alarms.map(({ properties }): Composite => {
    const { AlarmName: name, ActionsSuppressor } = properties;
    const rule = rules.get(name)!;
    rule.alarms.forEach(stateOf);
    const suppressor = ActionsSuppressor && {
      alarm: nameOf(ActionsSuppressor),
      suppression: new Suppressor(
        {
          waitPeriod: Math.ceil(properties.ActionsSuppressorWaitPeriod / 60),
          extensionPeriod: Math.ceil(properties.ActionsSuppressorExtensionPeriod / 60),
        },
        'OK',
      ),
    };
    return { name, properties, suppressor, evaluate: () => (rule.isTrue(stateOf) ? 'ALARM' : 'OK') };
  });
  const depths = new Map(composites.map(({ name }) => [name, depth(name)]));
  return composites.sort((a, b) => depths.get(a.name)! - depths.get(b.name)!);
}
