import { Duration } from 'aws-cdk-lib';
import { IMetric, MathExpression, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** What metrics have to know of a directory. */
export interface MeteredDirectory {
  readonly userPoolId: string;
  /** App clients, in the order of the template. */
  readonly clients: Array<{ readonly clientId: string; readonly providers: string[] }>;
  /** Log group with the emails that were not delivered, `undefined` where none are sent. */
  readonly logGroupName: string | undefined;
}

const PERIOD = Duration.minutes(5);

/** Fewer attempts than this in a period say nothing: one user who mistypes the code. */
const LEAST_ATTEMPTS = 10;

/** CloudWatch takes ten metrics in an alarm: two of each way to sign in. */
const WAYS_OF_ALARM = 5;

/** A way to sign in: by email at a client, or by one of its providers. */
export interface Way {
  readonly prefix: 'SignIn' | 'Federation';
  readonly dimensionsMap: Record<string, string>;
}

function waysOf({ userPoolId: UserPool, clients }: MeteredDirectory): Way[] {
  return clients.flatMap(({ clientId: UserPoolClient, providers }): Way[] =>
    providers.length === 0
      ? [{ prefix: 'SignIn', dimensionsMap: { UserPool, UserPoolClient } }]
      : providers.map((IdentityProvider) => {
          return { prefix: 'Federation', dimensionsMap: { UserPool, UserPoolClient, IdentityProvider } };
        }),
  );
}

/** The ways to sign in as alarms take them: a few at a time. */
export function waysByAlarm(directory: MeteredDirectory): Way[][] {
  const ways = waysOf(directory);
  const numbers = Array.from({ length: Math.ceil(ways.length / WAYS_OF_ALARM) }, (_, index) => index * WAYS_OF_ALARM);
  return numbers.map((from) => ways.slice(from, from + WAYS_OF_ALARM));
}

/** Sign-ins that succeed, of all clients or by some ways, in percent. Amazon Cognito publishes 1 for each success, and 0 for each failure. */
export function signInSuccessRate(
  directory: MeteredDirectory,
  props: MetricOptions = {},
  ways = waysOf(directory),
): MathExpression {
  const succeeded = named('succeeded', ways, 'Successes', Stats.SUM, props);
  const attempted = named('attempted', ways, 'Successes', Stats.SAMPLE_COUNT, props);
  const attempts = sumOf(attempted);
  return new MathExpression({
    label: 'Sign-ins that succeed, in percent',
    ...props,
    period: props.period ?? PERIOD,
    expression: `IF(${attempts} >= ${LEAST_ATTEMPTS}, 100 * ${sumOf(succeeded)} / ${attempts}, 100)`,
    usingMetrics: { ...succeeded, ...attempted },
  });
}

/** Sign-ins and registrations that Amazon Cognito refuses as there are too many at once: the sum over all clients, or some ways. */
export function throttledSignIns(
  directory: MeteredDirectory,
  props: MetricOptions = {},
  ways = waysOf(directory),
): MathExpression {
  const throttled = named('throttled', ways, 'Throttles', props.statistic ?? Stats.SUM, props);
  return new MathExpression({
    label: 'Sign-ins throttled',
    ...props,
    period: props.period ?? PERIOD,
    expression: sumOf(throttled),
    usingMetrics: throttled,
  });
}

/** Emails that Amazon Cognito could not send: each is one event of the log, which has no others. */
export function undeliveredEmails({ logGroupName }: MeteredDirectory, props?: MetricOptions): Metric {
  return new Metric({
    label: 'Emails not delivered',
    period: PERIOD,
    statistic: Stats.SUM,
    ...props,
    namespace: 'AWS/Logs',
    metricName: 'IncomingLogEvents',
    dimensionsMap: { LogGroupName: logGroupName! },
  });
}

function named(
  id: string,
  ways: Way[],
  what: 'Successes' | 'Throttles',
  statistic: string,
  { period = PERIOD, account, region, unit }: MetricOptions,
): Record<string, IMetric> {
  const metrics = ways.map(({ prefix, dimensionsMap }, index) => [
    `${id}${index}`,
    new Metric({
      ...{ namespace: 'AWS/Cognito', metricName: `${prefix}${what}`, dimensionsMap },
      ...{ statistic, period, account, region, unit },
    }),
  ]);
  return Object.fromEntries(metrics);
}

/** A client without sign-ins in a period has no data there. */
function sumOf(metrics: Record<string, IMetric>): string {
  const filled = Object.keys(metrics).map((id) => `FILL(${id}, 0)`);
  return filled.length > 0 ? `(${filled.join(' + ')})` : '0';
}
