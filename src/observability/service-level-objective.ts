import { Duration } from 'aws-cdk-lib';
import { MathExpression, MathExpressionOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { BurnRate } from './burn-rate';
import { budgetLeft, budgetShare, burnRate, monthlyBudgetLeft } from './private/objectives/budget-metrics';
import { BURN_RATES, BurnRates } from './private/objectives/burn-rates';
import { countedRequests } from './private/objectives/counted-requests';
import { objectiveAlarms, ObservedObjective } from './private/objectives/objective-alarms';
import { objectiveGraphs } from './private/objectives/objective-graphs';
import { noBudgetProblem, objectiveProblems, objectiveTypeProblems } from './private/objectives/objective-problems';
import { ReplacedAlarms, replacedAlarmsOf } from './private/objectives/replaced-alarms';
import { ServiceLevel } from './service-level';
import { AlarmDefinition, GraphDefinition, IMonitored, LogQueryDefinition, RequestMetrics } from '../core';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { topLevelStack } from '../core/private/stacks/stack-of';

/** Properties for defining a `ServiceLevelObjective`. */
export interface ServiceLevelObjectiveProps {
  /** Metrics that count the requests: `requestMetrics` of a construct, or `{ requests, failed }` with metrics of your own. */
  readonly metrics: RequestMetrics;

  /** Service level that users get, such as `ServiceLevel.AVAILABILITY_99_9`. */
  readonly level: ServiceLevel;

  /**
   * Name of the objective in texts of alarms and on the dashboard.
   * @default - the id of the construct
   */
  readonly objectiveName?: string;

  /**
   * Burn rate that pages first.
   * @default - 14.4 over 1 hour and 5 minutes: 2 % of the budget of 30 days in an hour
   */
  readonly fastBurn?: BurnRate;

  /**
   * Burn rate that pages what is too slow for `fastBurn`.
   * @default - 6 over 6 hours and 30 minutes: 5 % of the budget of 30 days in six hours
   */
  readonly mediumBurn?: BurnRate;

  /**
   * Burn rate that opens a ticket.
   * @default - 3 over 1 day and 2 hours: 10 % of the budget of 30 days in a day
   */
  readonly slowBurn?: BurnRate;

  /**
   * Requests that must fail within a long window before an alarm notifies: at night one of three is a third.
   * @default 10
   */
  readonly minimumFailures?: number;

  /**
   * Requests of a quiet hour, in which a total outage must page: then a `minimumFailures` that they never reach is refused.
   * @default - not known, and any `minimumFailures` is taken
   */
  readonly expectedRequestsPerHour?: number;

  /**
   * Whether requests may stop without a ticket.
   * @default - false, except for a latency or a percentile: the availability of the same requests has the ticket
   */
  readonly ignoreSilence?: boolean;

  /**
   * Time without a request after which an alarm opens a ticket: whole minutes, up to a day.
   * @default Duration.hours(1)
   */
  readonly silenceAfter?: Duration;
}

/**
 * Service level objective: an error budget, alarms on its burn rate, and what is left of it on the dashboard.
 *
 * It is a source of a `BankObservability`, which creates the alarms. It pages while the budget burns fast over a long window
 * and a short one, and opens a ticket while it burns slowly, so that one cause pages once and a failed request at night
 * does not page at all. Alarms of the observed construct that count the same requests become tickets.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 * @example
 * import { AlarmTarget, BankObservability, ServiceLevel, ServiceLevelObjective } from 'rl-bank-constructs/observability';
 * import { BankApiService } from 'rl-bank-constructs/service';
 *
 * declare const api: BankApiService;
 *
 * const available = new ServiceLevelObjective(this, 'ApiAvailability', {
 *   metrics: api.requestMetrics,
 *   level: ServiceLevel.AVAILABILITY_99_9,
 * });
 * const fast = new ServiceLevelObjective(this, 'ApiLatency', {
 *   metrics: api.requestMetrics,
 *   level: ServiceLevel.P99_WITHIN_500_MS,
 * });
 * new BankObservability(this, 'Observability', {
 *   namePrefix: 'prd-rl-bank',
 *   sources: { api, 'api-available': available, 'api-fast': fast },
 *   page: [AlarmTarget.slack({ workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' })],
 *   ticket: [AlarmTarget.email('platform@bank.example')],
 * });
 */
@propertyInjectable
export class ServiceLevelObjective extends Construct implements IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.observability.ServiceLevelObjective';

  /** Name of the objective in texts of alarms and on the dashboard. */
  public readonly objectiveName: string;

  private readonly observed: ObservedObjective;

  constructor(scope: Construct, id: string, props: ServiceLevelObjectiveProps) {
    super(scope, id);
    requireProps(this, props, { metrics: true, level: true });
    throwOnProblems(this, ...objectiveTypeProblems(props));
    const { metrics, level, minimumFailures = 10 } = props;
    const name = props.objectiveName ?? id;
    const burnRates: BurnRates = {
      fast: props.fastBurn ?? BURN_RATES.fast,
      medium: props.mediumBurn ?? BURN_RATES.medium,
      slow: props.slowBurn ?? BURN_RATES.slow,
    };
    const ignoresSilence = props.ignoreSilence ?? (level._within !== undefined && props.silenceAfter === undefined);
    const silenceAfter = ignoresSilence ? undefined : (props.silenceAfter ?? Duration.hours(1));
    const { region } = topLevelStack(this);
    throwOnProblems(this, ...objectiveProblems(props, { name, burnRates, minimumFailures, silenceAfter, region }));

    const budget = { ...countedRequests(metrics, level), share: budgetShare(level._objective) };
    this.objectiveName = name;
    this.observed = { name, level, metrics, budget, burnRates, minimumFailures, silenceAfter };
  }

  /**
   * Alarms of an error budget: `FastBurn`, the page, with its conditions `FastBurnLong`, `MediumBurn` and `MediumBurnLong`;
   * `SlowBurn`, the ticket, with its condition `SlowBurnLong`; `Silence`, a ticket. A percentile has `ResponseTimeHigh`, a
   * ticket, in place of the first six.
   */
  public get alarmDefinitions(): AlarmDefinition[] {
    return objectiveAlarms(this.observed);
  }

  /** Graphs of the budget that is left, and of the burn rate; of a percentile, the response time. */
  public get graphDefinitions(): GraphDefinition[] {
    return objectiveGraphs(this.observed);
  }

  /** No log queries: the construct that answers the requests has them. */
  public get logQueries(): LogQueryDefinition[] {
    return [];
  }

  /**
   * Alarms of the observed construct that would notify for the same requests.
   * @internal
   */
  public get _replacedAlarms(): ReplacedAlarms | undefined {
    return replacedAlarmsOf(this.observed);
  }

  /**
   * Burn rate of the error budget over a period, an hour by default: at 1 the budget lasts for the month. A math expression of the given metrics.
   * @param props options of the math expression: period, label, color
   */
  public metricBurnRate(props?: MathExpressionOptions): MathExpression {
    return burnRate(this.budget, { period: Duration.hours(1), ...props });
  }

  /**
   * Error budget that is left of the time that a graph shows, 30 days on the dashboard, in percent. Its last data point counts;
   * below 0 the budget is overspent. A math expression, by the day.
   * @param props options of the math expression: period, label, color
   */
  public metricBudgetLeft(props?: MathExpressionOptions): MathExpression {
    return budgetLeft(this.budget, props);
  }

  /**
   * Error budget that is left of the calendar month, in UTC and in percent, for a graph of the last 31 days: what has failed
   * since the first, of what may fail of the requests of the 31 days.
   * @param props options of the math expression: period, label, color
   */
  public metricMonthlyBudgetLeft(props?: MathExpressionOptions): MathExpression {
    return monthlyBudgetLeft(this.budget, props);
  }

  private get budget() {
    throwOnProblems(this, noBudgetProblem(this.observed.level));
    return this.observed.budget;
  }
}
