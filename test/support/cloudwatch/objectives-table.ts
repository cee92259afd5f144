import { alarmsOf, objectiveTemplate, PREFIX } from './objectives';
import { Scenario, scenarios, slowScenarios } from './scenarios';
import { Notification, simulate, Simulation } from './simulate';
import { ServiceLevel } from '../../../src/observability';

interface Preset {
  readonly title: string;
  readonly code: string;
  readonly level: ServiceLevel;
  readonly scenarios: Scenario[];
  readonly misses: 'failed' | 'slow';
  readonly hasBudget: boolean;
}

const PRESETS: Record<string, Preset> = {
  'api-available': {
    title: '99.9 % of requests succeed',
    code: 'AVAILABILITY_99_9',
    level: ServiceLevel.AVAILABILITY_99_9,
    scenarios: scenarios('failed'),
    misses: 'failed',
    hasBudget: true,
  },
  'api-fast': {
    title: '99 % of requests are answered within 500 milliseconds',
    code: 'P99_WITHIN_500_MS',
    level: ServiceLevel.P99_WITHIN_500_MS,
    scenarios: scenarios('slow'),
    misses: 'slow',
    hasBudget: true,
  },
  'api-median': {
    title: 'Half of the requests are answered within 100 milliseconds',
    code: 'P50_WITHIN_100_MS',
    level: ServiceLevel.P50_WITHIN_100_MS,
    scenarios: slowScenarios(),
    misses: 'slow',
    hasBudget: false,
  },
};

const INTRO = `Simulated on the alarms of the presets, minute by minute: 100 requests a minute, whose data CloudWatch has a minute later. Minutes
count from the begin of the cause, and after its end; the budget is that of 30 days. Silence opens a ticket.`;

/** What the presets make of usual causes, in Markdown. */
export function objectivesTable(): string {
  const levels = Object.entries(PRESETS).map(([name, { level }]) => [name, level]);
  const template = objectiveTemplate(Object.fromEntries(levels));
  const sections = Object.entries(PRESETS).map(([name, preset]) => {
    const alarms = alarmsOf(template, name);
    const own = (alarm: string) => alarm.startsWith(`${PREFIX}-${name}-`);
    const notifying = Object.values(alarms.Resources).filter(({ Properties }) => Properties.AlarmActions);
    const kinds = notifying.flatMap(({ Properties: { AlarmName } }) => (own(AlarmName) ? [kindOf(AlarmName)] : []));
    const rows = preset.scenarios.map((scenario) => {
      const { traffic } = scenario;
      const { notifications, transitions } = simulate(alarms, traffic.source, { from: -5, to: traffic.to });
      return rowOf(
        preset,
        scenario,
        { notifications: notifications.filter(({ alarm }) => own(alarm)), transitions },
        kinds.sort(),
      );
    });
    const head = ['Requests', 'Notifies', ...(preset.hasBudget ? ['Budget spent'] : []), 'Recovers', 'Quiet'];
    const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
    return [`### ${preset.title}`, '', `\`ServiceLevel.${preset.code}\``, '', ...lines].join('\n');
  });
  return `${[INTRO, ...sections].join('\n\n')}\n`;
}

function rowOf(preset: Preset, scenario: Scenario, simulation: Simulation, kinds: string[]): string[] {
  const alarms = simulation.notifications.filter(({ action }) => action === 'ALARM');
  const first = alarms.filter(({ alarm }, index) => alarms.findIndex((it) => it.alarm === alarm) === index);
  const spent = ({ minute }: Notification) => {
    const missed = scenario.traffic.count(preset.misses, 0, minute) / (1 - preset.level._objective);
    return `${Number(((100 * missed) / scenario.monthly).toPrecision(2))} %`;
  };
  const notifies = first.map(({ alarm, minute }) => {
    const again = alarms.filter((it) => it.alarm === alarm).length - 1;
    return `${kindOf(alarm)} after ${inWords(minute)}${again > 0 ? `, and ${again} times more` : ''}`;
  });
  const recovers = first.map(({ alarm }) => {
    const later = simulation.transitions[alarm].at(-1)!.minute - (scenario.ends ?? 0);
    return `${kindOf(alarm)} ${later < 0 ? `${inWords(-later)} before the end` : `after ${inWords(later)}`}`;
  });
  const quiet = kinds.filter((kind) => !first.some(({ alarm }) => kindOf(alarm) === kind));
  const cells = [notifies, ...(preset.hasBudget ? [first.map(spent)] : []), recovers, quiet];
  return [scenario.title, ...cells.map((texts) => texts.join('; '))];
}

/** What an alarm is for its reader. */
function kindOf(alarm: string): string {
  const id = alarm
    .replace(/-Call$/, '')
    .split('-')
    .at(-1)!;
  return { FastBurn: 'page', SlowBurn: 'ticket', Silence: 'silence', ResponseTimeHigh: 'ticket' }[id] ?? id;
}

function inWords(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [days && `${days} d`, hours && `${hours} h`, rest && `${rest} min`].filter(Boolean);
  return parts.join(' ') || '0 min';
}
