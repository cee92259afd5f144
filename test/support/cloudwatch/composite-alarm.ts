import { AlarmState } from './metric-alarm';

/** The state of an alarm by name. */
export type StateOf = (alarm: string) => AlarmState;

/** A rule that is read once and asked often. */
export interface AlarmRule {
  readonly alarms: readonly string[];
  readonly isTrue: (stateOf: StateOf) => boolean;
}

/** When a composite alarm leaves out its actions, and what it caught up on. */
export interface Suppression {
  /** Minutes that it waits for the suppressor to go into ALARM. */
  readonly waitPeriod: number;

  /** Minutes that it waits after the suppressor went out of ALARM. */
  readonly extensionPeriod: number;
}

const TOKEN =
  /\s*(AND\b|OR\b|NOT\b|TRUE\b|FALSE\b|(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^()\s]+))\s*\)|[()])/y;

/**
 * Reads the rule of a composite alarm. Alarms stand in it by name or by ARN.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
 */
export function parseRule(text: string): AlarmRule {
  const tokens = tokensOf(text);
  const alarms = tokens.flatMap(({ alarm }) => (alarm === undefined ? [] : [alarm]));
  let next = 0;
  const isTrue = either();
  if (next < tokens.length) throw wrong(text);
  return { alarms, isTrue };

  function either(): AlarmRule['isTrue'] {
    const options = [both()];
    while (tokens[next]?.text === 'OR') {
      next++;
      options.push(both());
    }
    return (stateOf) => options.some((option) => option(stateOf));
  }

  function both(): AlarmRule['isTrue'] {
    const conditions = [one()];
    while (tokens[next]?.text === 'AND') {
      next++;
      conditions.push(one());
    }
    return (stateOf) => conditions.every((condition) => condition(stateOf));
  }

  function one(): AlarmRule['isTrue'] {
    const token = tokens[next++] ?? {};
    if (token.alarm !== undefined) return (stateOf) => stateOf(token.alarm!) === token.state;
    if (token.text === 'TRUE' || token.text === 'FALSE') return () => token.text === 'TRUE';
    if (token.text === 'NOT') {
      const negated = one();
      return (stateOf) => !negated(stateOf);
    }
    if (token.text !== '(') throw wrong(text);
    const inner = either();
    if (tokens[next++]?.text !== ')') throw wrong(text);
    return inner;
  }
}

/**
 * What keeps a composite alarm from its actions, minute by minute.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
 */
export class Suppressor {
  private last: { state: AlarmState; isSuppressing: boolean };
  private until?: number;
  private isHeldBack = false;

  constructor(
    private readonly suppression: Suppression,
    initial: AlarmState,
  ) {
    this.last = { state: initial, isSuppressing: false };
  }

  /** The state whose actions are taken at this minute, if any are. */
  public actionAt(minute: number, state: AlarmState, isSuppressing: boolean): AlarmState | undefined {
    const hasChanged = state !== this.last.state;
    const hasEnded = this.last.isSuppressing && !isSuppressing;
    this.last = { state, isSuppressing };
    this.isHeldBack ||= hasChanged;
    if (isSuppressing) {
      this.until = undefined;
      return undefined;
    }
    // Both at one minute is in no picture: the longer of the two, so that actions come late.
    const waits = [
      ...(hasChanged ? [minute + this.suppression.waitPeriod] : []),
      ...(hasEnded ? [minute + this.suppression.extensionPeriod] : []),
    ];
    if (waits.length > 0) this.until = Math.max(...waits);
    if (this.until === undefined || minute < this.until) return undefined;
    this.until = undefined;
    // "Actions that are based on their current states": an alarm that goes on is notified again, in the reading that pages more.
    const isDue = this.isHeldBack || state === 'ALARM';
    this.isHeldBack = false;
    return isDue ? state : undefined;
  }
}

interface Token {
  readonly text?: string;
  readonly alarm?: string;
  readonly state?: string;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const rest = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const found = TOKEN.exec(rest);
    if (!found) throw wrong(text);
    const [, whole, state, ...names] = found;
    const name = names.find((it) => it !== undefined);
    tokens.push(name === undefined ? { text: whole } : { alarm: nameOf(name), state });
  }
  return tokens;
}

/** The name of an alarm that stands there by name or by ARN. */
export function nameOf(alarm: string): string {
  return alarm.replace(/^arn:.*?:alarm:/, '');
}

function wrong(text: string) {
  return new Error(`This is no rule of a composite alarm: ${text}`);
}
