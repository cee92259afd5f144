import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { IAlarmTarget } from './alarm-target';
import { PlannedWindow } from './planned-window';
import { IAlarmSource } from '../core';
import { alarmPathProblem, alarmProblems } from './private/alarm-problems';
import { observeWorld, ObservedWorld } from './private/observe-world';
import { observerProblems } from './private/observer-problems';
import { thresholdProblems, withThresholds } from './private/thresholds';
import { watchedIn, worldsOf } from './private/watched';
import { Runbook } from './runbook';
import { topLevelStack } from '../core/private/edge-stack';
import { refuse } from '../core/private/refuse';

/** Properties for defining a `BankObservability`. */
export interface BankObservabilityProps {
  /** The beginning of every name, such as `prd-rl-bank`. */
  readonly namePrefix: string;

  /**
   * What is observed, by the names that alarms and graphs get: `{ api, cache, webapp }`. What is an `IObservable` is
   * drawn too.
   */
  readonly sources: Record<string, IAlarmSource>;

  /** Whom to wake, when users are hurt. */
  readonly page: IAlarmTarget[];

  /** Whom to tell in working hours, when users will be hurt. */
  readonly ticket: IAlarmTarget[];

  /**
   * Where alarms lead.
   * @default Runbook.ofLibrary()
   */
  readonly runbook?: Runbook;

  /**
   * Thresholds of your own, by source and alarm: `{ 'api-Latency': 1 }`.
   * @default - those of the constructs
   */
  readonly thresholds?: Record<string, number>;

  /**
   * How long after the beginning of a deployment its noise calls nobody. A deployment that fails, and a service without
   * a healthy target, call at any time.
   * @default Duration.minutes(15)
   */
  readonly deploymentQuiet?: Duration;

  /**
   * Times in which work is planned and nobody is called.
   * @default - alarms call at any time
   */
  readonly plannedWindows?: PlannedWindow[];

  /**
   * Whether to go without a dashboard.
   * @default false
   */
  readonly withoutDashboard?: boolean;

  /**
   * A stack that holds nothing that is observed, for what watches its region.
   * @default - a stack of its own, `<stack>-watch`, which comes after all that it observes
   */
  readonly watchStack?: Stack;
}

/**
 * Makes the alarms that constructs define: in the region of each metric, routed by severity, quiet during deployments,
 * with a runbook behind each of them and a dashboard in front.
 *
 * Everything lies in stacks that come after what they observe, and nothing comes after them.
 */
export class BankObservability extends Construct {
  /** The alarms, those under a composite and those that only keep others quiet included. */
  public readonly alarms: IAlarm[];

  /** The topics: two in each region that has alarms. */
  public readonly topics: ITopic[];

  /** The dashboards: one, and one more for each further Stage and account that has sources. */
  public readonly dashboards: Dashboard[];

  constructor(scope: Construct, id: string, props: BankObservabilityProps) {
    super(scope, id);
    const home = topLevelStack(this);
    refuse(this, ...observerProblems(home, props));
    const runbook = props.runbook ?? Runbook.ofLibrary();
    const thresholds = props.thresholds ?? {};
    const defined = watchedIn(this, props.sources);
    refuse(this, ...thresholdProblems(defined, thresholds));
    refuse(this, alarmPathProblem(runbook), ...defined.flatMap((source) => alarmProblems(source, runbook)));
    const watched = withThresholds(defined, thresholds);

    const options = {
      namePrefix: props.namePrefix,
      page: props.page,
      ticket: props.ticket,
      runbook,
      deploymentQuiet: props.deploymentQuiet ?? Duration.minutes(15),
      plannedWindows: props.plannedWindows ?? [],
      hasDashboard: props.withoutDashboard !== true,
    };
    const worlds: ObservedWorld[] = worldsOf(props.watchStack ?? home, watched).map((world) => {
      const given = world.anchor === props.watchStack ? props.watchStack : undefined;
      return observeWorld({ owner: this, anchor: world.anchor, given }, world.watched, options);
    });
    this.alarms = worlds.flatMap(({ alarms }) => alarms);
    this.topics = worlds.flatMap(({ topics }) => topics);
    this.dashboards = worlds.flatMap(({ dashboard }) => dashboard ?? []);
  }
}
