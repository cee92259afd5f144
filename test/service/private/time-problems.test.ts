import { CfnParameter, Duration, Fn } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { apiIn, ApiProps } from '../../support/api';
import { workloadStack } from '../../support/cloud';

const attempt = (props: ApiProps, stack = workloadStack()) => expect(() => apiIn(stack, props));

test.each([
  [Duration.seconds(0), 0],
  [Duration.millis(1500), 1.5],
  [Duration.seconds(3601), 3601],
])('a request of %s is refused', (longestRequest, seconds) => {
  attempt({ longestRequest }).toThrow(
    `'longestRequest' is "${seconds} seconds", but it has to be a whole number of seconds from 1 to 3600: give such a time [api/not-a-time at Web/Api]`,
  );
});

test.each([Duration.seconds(1), Duration.hours(1)])('a request of %s is possible', (longestRequest) => {
  attempt({ longestRequest }).not.toThrow();
});

test.each([
  [Duration.millis(5500), 5.5],
  [Duration.seconds(301), 301],
])('a health check every %s is refused', (interval, seconds) => {
  attempt({ healthCheck: { interval } }).toThrow(
    `'healthCheck.interval' is "${seconds} seconds", but it has to be a whole number of seconds from 5 to 300: give such a time [api/not-a-time at Web/Api]`,
  );
});

test('a health check every 4 seconds is refused, whatever it waits', () => {
  attempt({ healthCheck: { interval: Duration.seconds(4), timeout: Duration.seconds(2) } }).toThrow(
    `'healthCheck.interval' is "4 seconds", but it has to be a whole number of seconds from 5 to 300: give such a time [api/not-a-time at Web/Api]`,
  );
});

test.each([
  [1, 15],
  [2.5, 15],
  [121, 300],
])('a health check that waits %s seconds is refused', (seconds, every) => {
  const healthCheck = { timeout: Duration.millis(seconds * 1000), interval: Duration.seconds(every) };

  attempt({ healthCheck }).toThrow(
    `'healthCheck.timeout' is "${seconds} seconds", but it has to be a whole number of seconds from 2 to 120: give such a time [api/not-a-time at Web/Api]`,
  );
});

test.each([
  [5, 2],
  [5, 4],
  [300, 2],
  [300, 120],
])('a health check every %s seconds may wait %s', (interval, timeout) => {
  attempt({ healthCheck: { interval: Duration.seconds(interval), timeout: Duration.seconds(timeout) } }).not.toThrow();
});

test('a health check that waits as long as the 15 seconds between two is refused', () => {
  attempt({ healthCheck: { timeout: Duration.seconds(15) } }).toThrow(
    `'healthCheck.timeout' is "15 seconds", but it waits 15 seconds for an answer and asks again every 15: let the timeout be shorter than the interval [api/health-check-overlaps at Web/Api]`,
  );
  attempt({ healthCheck: { timeout: Duration.seconds(14) } }).not.toThrow();
});

test('a health check that asks again while it waits its 5 seconds is refused', () => {
  attempt({ healthCheck: { interval: Duration.seconds(5) } }).toThrow(
    `'healthCheck.interval' is "5 seconds", but it waits 5 seconds for an answer and asks again every 5: let the timeout be shorter than the interval [api/health-check-overlaps at Web/Api]`,
  );
  attempt({ healthCheck: { interval: Duration.seconds(6) } }).not.toThrow();
});

test.each(['', 'health', 'https://api.bank.example/health', '/he alth', '/health#deep', `/${'a'.repeat(1024)}`])(
  '"%s" is no path of a health check',
  (path) => {
    attempt({ healthCheck: { path } }).toThrow(
      `'healthCheck.path' is "${path}", but it has to begin with a slash, to have neither spaces nor a #, and 1024 characters at most: write it like "/health" [api/not-a-path at Web/Api]`,
    );
  },
);

test.each(['/', '/health', '/health?deep=1', `/${'a'.repeat(1023)}`, Fn.importValue('HealthPath')])(
  '"%s" is a path of a health check',
  (path) => {
    attempt({ healthCheck: { path } }).not.toThrow();
  },
);

test.each([
  [Duration.days(0), 0],
  [Duration.hours(36), 1.5],
])('access logs cannot be kept for %s', (accessLogRetention, days) => {
  attempt({ accessLogRetention }).toThrow(
    `'accessLogRetention' is "${days} days", but S3 counts in whole days, from one on: give whole days [api/not-a-retention at Web/Api]`,
  );
});

test.each([Duration.days(1), Duration.hours(48), Duration.days(3650)])(
  'access logs can be kept for %s',
  (accessLogRetention) => {
    attempt({ accessLogRetention }).not.toThrow();
  },
);

test('a retention for a bucket that exists is refused', () => {
  const stack = workloadStack();
  const accessLogBucket = Bucket.fromBucketName(stack, 'AccessLogs', 'prd-bank-access-logs');

  attempt({ accessLogBucket, accessLogRetention: Duration.days(30) }, stack).toThrow(
    `'accessLogRetention' is "30 days", but it is of the API's own log bucket, and there is none beside 'accessLogBucket': give that bucket a lifecycle rule instead [api/retention-of-another at Web/Api]`,
  );
});

test('a bucket that exists is taken as it is', () => {
  const stack = workloadStack();
  const accessLogBucket = Bucket.fromBucketName(stack, 'AccessLogs', 'prd-bank-access-logs');

  attempt({ accessLogBucket }, stack).not.toThrow();
});

test.each<[string, (late: Duration) => ApiProps]>([
  ['longestRequest', (longestRequest) => ({ longestRequest })],
  ['healthCheck.interval', (interval) => ({ healthCheck: { interval } })],
  ['healthCheck.timeout', (timeout) => ({ healthCheck: { timeout } })],
  ['accessLogRetention', (accessLogRetention) => ({ accessLogRetention })],
])('%s has to be known, since other times are computed from it', (prop, propsWith) => {
  const stack = workloadStack();
  const late = Duration.seconds(new CfnParameter(stack, 'Late', { type: 'Number' }).valueAsNumber);

  expect(() => apiIn(stack, propsWith(late))).toThrow(
    `'${prop}' is "a time that only CloudFormation knows", but other times are computed from it here: write it out, such as Duration.seconds(60) [api/late-time at Web/Api]`,
  );
});
