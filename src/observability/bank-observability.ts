import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { IAlarmTarget } from './alarm-target';
import { MaintenanceWindow } from './maintenance-window';
import { IAlarmSource } from '../core';
import { alarmInputsOf, alarmEnvironmentsOf } from './private/alarms/alarm-inputs';
import { alarmPathProblem, alarmProblems } from './private/alarms/alarm-problems';
import { observeEnvironment, ObservedEnvironment } from './private/alarms/observe-environment';
import { observerProblems } from './private/alarms/observer-problems';
import { thresholdProblems, withThresholds } from './private/alarms/thresholds';
import { Runbook } from './runbook';
import { throwOnProblems } from '../core/private/checks/problems';
import { topLevelStack } from '../core/private/stacks/stack-of';

/** Properties for defining a `BankObservability`. */
export interface BankObservabilityProps {
  /** The beginning of every name, such as `prd-rl-bank`. */
  readonly namePrefix: string;

  /**
   * What is observed, by the names that alarms and graphs get: `{ api, cache, webapp }`. What is an `IMonitored` is
   * drawn too.
   */
  readonly sources: Record<string, IAlarmSource>;

  /** Whom to wake, when users are hurt. */
  readonly page: IAlarmTarget[];

  /** Whom to tell in working hours, when users will be hurt. */
  readonly ticket: IAlarmTarget[];

  /**
   * Where alarms lead.
   * @default Runbook.fromLibrary()
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
  readonly deploymentQuietPeriod?: Duration;

  /**
   * Times in which work is planned and nobody is called.
   * @default - alarms call at any time
   */
  readonly maintenanceWindows?: MaintenanceWindow[];

  /**
   * Whether to go without a dashboard.
   * @default false
   */
  readonly withoutDashboard?: boolean;

  /**
   * A stack that holds nothing that is observed, for what watches its region.
   * @default - a stack of its own, `<stack>-watch`, which comes after all that it observes
   */
  readonly alarmStack?: Stack;
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
    throwOnProblems(this, ...observerProblems(home, props));
    const runbook = props.runbook ?? Runbook.fromLibrary();
    const thresholds = props.thresholds ?? {};
    const defined = alarmInputsOf(this, props.sources);
    throwOnProblems(this, ...thresholdProblems(defined, thresholds));
    throwOnProblems(this, alarmPathProblem(runbook), ...defined.flatMap((source) => alarmProblems(source, runbook)));
    const watched = withThresholds(defined, thresholds);

    const options = {
      namePrefix: props.namePrefix,
      page: props.page,
      ticket: props.ticket,
      runbook,
      deploymentQuietPeriod: props.deploymentQuietPeriod ?? Duration.minutes(15),
      maintenanceWindows: props.maintenanceWindows ?? [],
      hasDashboard: props.withoutDashboard !== true,
    };
    const worlds: ObservedEnvironment[] = alarmEnvironmentsOf(props.alarmStack ?? home, watched).map((world) => {
      const given = world.anchor === props.alarmStack ? props.alarmStack : undefined;
      return observeEnvironment({ owner: this, anchor: world.anchor, given }, world.watched, options);
    });
    this.alarms = worlds.flatMap(({ alarms }) => alarms);
    this.topics = worlds.flatMap(({ topics }) => topics);
    this.dashboards = worlds.flatMap(({ dashboard }) => dashboard ?? []);
  }
}
