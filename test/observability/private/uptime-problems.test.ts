import { Duration, Token } from 'aws-cdk-lib';
import { UptimeCheck, UptimeCheckProps } from '../../../src/observability';
import { uptimeProblems } from '../../../src/observability/private/uptime-problems';
import { workloadStack } from '../../support/cloud';
import { Said, saidOf } from '../../support/problems';

type Props = Partial<UptimeCheckProps>;

const problemsOf = (props: Props) => saidOf(uptimeProblems({ url: 'https://api.bank.example/', ...props }));
const LONG = `https://api.bank.example/${'p'.repeat(255)}`;
const NO_NAMES = [
  ...['10.0.0.1', '203.0.113.7', '203.0.113.7:8443', '0x7f.1', '2130706433', '[2001:db8::1]', '[::1]:8443'],
  ...['localhost', 'localhost:8443', 'api', 'api.bank.example:0', 'api_v1.bank.example', 'api..bank.example'],
  'me:pw@api.bank.example',
].map((host) => `https://${host}/health`);

test.each(['http://api.bank.example/', 'https://api.bank.example/#top', LONG, ...NO_NAMES])(
  '`url` refuses %s',
  (url) => {
    expect(problemsOf({ url })).toEqual([['uptime-check/url', 'url', url]]);
  },
);

test.each<[problem: Said, props: Props]>([
  [['uptime-check/expected-text', 'expectedText', ''], { expectedText: '' }],
  [['uptime-check/interval', 'interval', '60 seconds'], { interval: Duration.minutes(1) }],
  [['uptime-check/failure-threshold', 'failureThreshold', 11], { failureThreshold: 11 }],
  [['uptime-check/failure-threshold', 'failureThreshold', 0], { failureThreshold: 0 }],
])('a check refuses %j', (problem, props) => {
  expect(problemsOf(props)).toEqual([problem]);
});

test.each<Props>([
  { url: LONG.slice(0, -1) },
  { url: 'https://api.bank.example:8443/health' },
  { url: 'https://API.bank.example' },
  { url: 'https://zahlung-1.xn--bnk-qla.example/' },
  { url: 'https://bank.example?deep=1' },
  { expectedText: 'a'.repeat(255) },
  { interval: Duration.seconds(10), failureThreshold: 10 },
])('what Route 53 takes is taken: %j', (props) => {
  expect(problemsOf(props)).toEqual([]);
});

test.each(['', 'https://'])('an address that only CloudFormation knows is refused by the check: after %j', (scheme) => {
  const url = `${scheme}${Token.asString({ Ref: 'Host' })}`;

  expect(() => new UptimeCheck(workloadStack(), 'Uptime', { url })).toThrowProblem(
    'uptime-check/url',
    'url',
    'a value that only CloudFormation knows',
    'Web/Uptime',
  );
});
