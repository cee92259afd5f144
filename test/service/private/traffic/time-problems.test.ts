import { CfnParameter, Duration, Fn } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { timeProblems } from '../../../../src/service/private/traffic/time-problems';
import { apiDomainIn, ApiProps, testRules } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';

const stack = workloadStack();
const domain = apiDomainIn(stack);
const accessLogBucket = Bucket.fromBucketName(stack, 'AccessLogs', 'prd-bank-access-logs');
const problems = (props: ApiProps) => timeProblems({ domain, ...props });

const seconds = (count: number) => Duration.millis(count * 1000);
const days = (count: number) => Duration.hours(count * 24);
const inSeconds = (count: number) => `${count} seconds`;
const inDays = (count: number) => `${count} days`;
const check = (interval: number | undefined, timeout: number | undefined): ApiProps => ({
  healthCheck: { interval: interval && seconds(interval), timeout: timeout && seconds(timeout) } as any,
});
const TIME = { code: 'api/not-a-time', shown: inSeconds };
const OVERLAP = { code: 'api/health-check-overlaps', shown: inSeconds };
const late: Record<string, (time: Duration) => ApiProps> = {
  requestTimeout: (requestTimeout) => ({ requestTimeout }),
  'healthCheck.interval': (interval) => ({ healthCheck: { interval } }),
  'healthCheck.timeout': (timeout) => ({ healthCheck: { timeout } }),
  accessLogRetention: (accessLogRetention) => ({ accessLogRetention }),
};

testRules(problems, [
  {
    ...TIME,
    prop: 'requestTimeout',
    refused: [0, 1.5, 3601],
    taken: [1, 3600],
    props: (count) => ({ requestTimeout: seconds(count) }),
  },
  {
    ...TIME,
    prop: 'healthCheck.interval',
    refused: [4, 5.5, 301],
    taken: [5, 300],
    props: (count) => check(count, 2),
  },
  {
    ...TIME,
    prop: 'healthCheck.timeout',
    refused: [1, 2.5, 121],
    taken: [2, 120],
    props: (count) => check(300, count),
  },
  {
    ...OVERLAP,
    title: 'beside 15 seconds from check to check, `healthCheck.timeout`',
    prop: 'healthCheck.timeout',
    refused: [15],
    taken: [14],
    props: (count) => check(undefined, count),
  },
  {
    ...OVERLAP,
    title: 'beside 5 seconds for an answer, `healthCheck.interval`',
    prop: 'healthCheck.interval',
    refused: [5],
    taken: [6],
    props: (count) => check(count, undefined),
  },
  {
    prop: 'healthCheck.path',
    code: 'api/not-a-path',
    refused: ['', 'health', 'https://api.bank.example/health', '/he alth', '/health#deep', `/${'a'.repeat(1024)}`],
    taken: ['/', '/health', '/health?deep=1', `/${'a'.repeat(1023)}`, Fn.importValue('HealthPath')],
    props: (path) => ({ healthCheck: { path } }),
  },
  {
    prop: 'accessLogRetention',
    code: 'api/not-a-retention',
    refused: [0, 1.5],
    taken: [1, 3650],
    props: (count) => ({ accessLogRetention: days(count) }),
    shown: inDays,
  },
  {
    title: 'beside a bucket that exists, `accessLogRetention`',
    prop: 'accessLogRetention',
    code: 'api/retention-of-another',
    refused: [30],
    taken: [undefined],
    props: (count) => ({ accessLogBucket, accessLogRetention: count && days(count) }),
    shown: inDays,
  },
  ...Object.entries(late).map(([prop, props]) => ({
    prop,
    props,
    code: 'api/late-time',
    refused: [Duration.seconds(new CfnParameter(stack, `Late${prop}`, { type: 'Number' }).valueAsNumber)],
    shown: () => 'a time that only CloudFormation knows',
  })),
]);
