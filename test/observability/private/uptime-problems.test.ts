import { Duration, Token } from 'aws-cdk-lib';
import { UptimeCheck, UptimeCheckProps } from '../../../src/observability';
import { uptimeProblems } from '../../../src/observability/private/uptime-problems';
import { workloadStack } from '../../support/cloud';
import { Said, saidOf } from '../../support/problems';

type Props = Partial<UptimeCheckProps>;

const problemsOf = (props: Props) => toldOf(uptimeProblems({ url: 'https://api.bank.example/', ...props }));

const URL_FORM =
  'but must be an https URL with a domain name, a path of up to 255 characters and no fragment: pass one such as https://api.bank.example/health [uptime-check/url';
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

test.each<[sentence: string, props: Props]>([
  [
    `'expectedText' is "", but must be 1 to 255 characters: shorten it, or leave it out [uptime-check/expected-text]`,
    { expectedText: '' },
  ],
  [
    `'interval' is "60 seconds", but must be 10 or 30 seconds: pass Duration.seconds(10) or Duration.seconds(30) [uptime-check/interval]`,
    { interval: Duration.minutes(1) },
  ],
  [
    "'failureThreshold' is 11, but must be a whole number from 1 to 10: use one of these [uptime-check/failure-threshold]",
    { failureThreshold: 11 },
  ],
  [
    "'failureThreshold' is 0, but must be a whole number from 1 to 10: use one of these [uptime-check/failure-threshold]",
    { failureThreshold: 0 },
  ],
])('refused: %s', (sentence, props) => {
  expect(problemsOf(props)).toEqual([sentence]);
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

  expect(messageOf(() => new UptimeCheck(workloadStack(), 'Uptime', { url }))).toBe(
    `'url' is "a value that only CloudFormation knows", ${URL_FORM} at Web/Uptime]`,
  );
});
