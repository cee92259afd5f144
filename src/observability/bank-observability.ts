import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IAlarmTarget } from './alarm-target';
import { ExistingTopics } from './existing-topics';
import { MaintenanceWindow } from './maintenance-window';
import { IAlarmSource } from '../core';
import { alarmPathProblem, alarmProblems } from './private/alarms/alarm-problems';
import { thresholdProblems } from './private/alarms/thresholds';
import { ObservedEnvironment, observeEnvironment } from './private/observe-environment';
import { observerProblems } from './private/observer-problems';
import { observerTypeProblems } from './private/prop-types';
import { environmentsOf } from './private/sources/environments';
import { observedSourcesOf } from './private/sources/observed-source';
import { Runbook } from './runbook';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { topLevelStack } from '../core/private/stacks/stack-of';

/** Properties for defining a `BankObservability`. */
export interface BankObservabilityProps {
  /** Prefix of the names of alarms, topics, log queries and the dashboard, such as `prd-rl-bank`. */
  readonly namePrefix: string;

  /**
   * Constructs to observe, by the names that alarms and graphs get: `{ api, cache, webapp }`. An `IMonitored` also gets
   * graphs and log queries. Alarms of your own are an object with `alarmDefinitions`, as `IAlarmSource` shows.
   */
  readonly sources: Record<string, IAlarmSource>;

  /** Targets of alarms that need an answer now, because users are affected. */
  readonly page: IAlarmTarget[];

  /** Targets of alarms that can wait for working hours, because users are not affected yet. */
  readonly ticket: IAlarmTarget[];

  /**
   * Topics of another `BankObservability`, which these alarms notify as well: `page` and `ticket` are empty then, because
   * their targets are those of the other one. Both topics must exist in each region with alarms, in the account of the alarms;
   * deploy their stack first. No topic, key or alarm on deliveries is created.
   * @default - two new topics in each region with alarms
   */
  readonly existingTopics?: ExistingTopics;

  /**
   * Runbook that the alarms link to.
   * @default Runbook.fromLibrary()
   */
  readonly runbook?: Runbook;

  /**
   * Thresholds instead of the constructs' own, by `<source>-<id>` of the alarm: `{ 'api-Latency': 1 }`. The ids are in the
   * docs of each construct's `alarmDefinitions`.
   * @default - those of the constructs
   */
  readonly thresholds?: Record<string, number>;

  /**
   * Time after the start of a deployment in which alarms that it makes noisy do not notify. Failed deployments and
   * services without a healthy target always notify.
   * @default Duration.minutes(15)
   */
  readonly deploymentQuietPeriod?: Duration;

  /**
   * Times of planned work, in which no alarm of a source notifies.
   * @default - alarms notify at any time
   */
  readonly maintenanceWindows?: MaintenanceWindow[];

  /**
   * Whether to create a CloudWatch dashboard.
   * @default true
   */
  readonly dashboard?: boolean;

  /**
   * Stack for the alarms of its region. It is deployed after the stacks of all sources, so none of them can depend on it.
   * @default - a new stack, `<stack>-watch`, which is deployed after all that it observes
   */
  readonly alarmStack?: Stack;
}

/**
 * CloudWatch alarms, SNS topics and a dashboard for the constructs of a system.
 *
 * Creates the alarms that constructs define in the region of their metric, notifies by severity, suppresses noise during
 * deployments, and links every alarm to a heading of the runbook. All of it is in stacks that are deployed after what
 * they observe, so no dependency cycle is possible.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Alarms.html
 * @example
 * import { AlarmTarget, BankObservability, UptimeCheck } from 'rl-bank-constructs/observability';
 *
 * const uptime = new UptimeCheck(this, 'ApiUptime', { url: 'https://api.bank.example/health' });
 * new BankObservability(this, 'Observability', {
 *   namePrefix: 'prd-rl-bank',
 *   sources: { uptime },
 *   page: [AlarmTarget.slack({ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' })],
 *   ticket: [AlarmTarget.email('platform@bank.example')],
 * });
 */
@propertyInjectable
export class BankObservability extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.observability.BankObservability';

  /** All alarms, also those that only suppress others and those under a composite alarm. */
  public readonly alarms: IAlarm[];

  /**
   * SNS topics: two in each region with alarms, or references to those of `existingTopics`. The ids of their nodes are `Page`
   * and `Ticket`. They are for your own subscriptions; your own alarms go into `sources`, which adds the right one.
   */
  public readonly topics: ITopic[];

  /** Dashboards: one, and one more for each further Stage and account with sources. */
  public readonly dashboards: Dashboard[];

  constructor(scope: Construct, id: string, props: BankObservabilityProps) {
    super(scope, id);
    requireProps(this, props, { namePrefix: true, sources: true, page: true, ticket: true });
    const home = topLevelStack(this);
    throwOnProblems(this, ...observerTypeProblems(props));
    throwOnProblems(this, ...observerProblems(home, props));
    const options = {
      namePrefix: props.namePrefix,
      page: props.page,
      ticket: props.ticket,
      existingTopics: props.existingTopics,
      runbook: props.runbook ?? Runbook.fromLibrary(),
      thresholds: props.thresholds ?? {},
      deploymentQuietPeriod: props.deploymentQuietPeriod ?? Duration.minutes(15),
      maintenanceWindows: props.maintenanceWindows ?? [],
      dashboard: props.dashboard ?? true,
    };
    const sources = observedSourcesOf(this, props.sources);
    throwOnProblems(this, ...thresholdProblems(sources, options.thresholds));
    throwOnProblems(
      this,
      alarmPathProblem(options.runbook),
      ...sources.flatMap((source) => alarmProblems(source, options.runbook)),
    );
    const environments = environmentsOf(props.alarmStack ?? home, sources);
    const observed: ObservedEnvironment[] = environments.map((environment) => {
      const { anchor } = environment;
      const given = anchor === props.alarmStack ? anchor : undefined;
      return observeEnvironment({ owner: this, anchor, given }, environment, options);
    });
    this.alarms = observed.flatMap(({ alarms }) => alarms);
    this.topics = observed.flatMap(({ topics }) => topics);
    this.dashboards = observed.flatMap(({ dashboard }) => dashboard ?? []);
  }
}
