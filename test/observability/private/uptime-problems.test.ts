import { Duration, Token } from 'aws-cdk-lib';
import { UptimeCheck, UptimeCheckProps } from '../../../src/observability';
import { workloadStack } from '../../support/cloud';
import { messageOf } from '../../support/observability';

const messageWith = (props: Partial<UptimeCheckProps>) => {
  return messageOf(() => new UptimeCheck(workloadStack(), 'Uptime', { url: 'https://api.bank.example/', ...props }));
};

const URL_FORM =
  'but it asks for an https address by name, as users do, with a path of up to 255 characters and no fragment: pass one such as https://api.bank.example/health';
const NO_NAMES = [
  ...['10.0.0.1', '203.0.113.7', '203.0.113.7:8443', '0x7f.1', '2130706433', '[2001:db8::1]', '[::1]:8443'],
  ...['localhost', 'localhost:8443', 'api', 'api.bank.example:0', 'api_v1.bank.example', 'api..bank.example'],
];
const LONG = `https://api.bank.example/${'p'.repeat(255)}`;

test.each<[code: string, props: Partial<UptimeCheckProps>, sentence: string]>([
  ['url', { url: 'http://api.bank.example/' }, `'url' is "http://api.bank.example/", ${URL_FORM}`],
  ['url', { url: 'https://api.bank.example/#top' }, `'url' is "https://api.bank.example/#top", ${URL_FORM}`],
  ['url', { url: 'https://me:pw@api.bank.example/' }, `'url' is "https://me:pw@api.bank.example/", ${URL_FORM}`],
  ...NO_NAMES.map((host): [string, Partial<UptimeCheckProps>, string] => {
    const url = `https://${host}/health`;
    return ['url', { url }, `'url' is "${url}", ${URL_FORM}`];
  }),
  ['url', { url: LONG }, `'url' is "${LONG}", ${URL_FORM}`],
  [
    'expected-text',
    { expectedText: '' },
    `'expectedText' is "", but Route 53 looks for 1 to 255 characters: shorten it, or leave it out`,
  ],
  [
    'interval',
    { interval: Duration.minutes(1) },
    `'interval' is "60 seconds", but Route 53 asks every 10 or every 30 seconds: pass Duration.seconds(10) or Duration.seconds(30)`,
  ],
  [
    'failure-threshold',
    { failureThreshold: 11 },
    "'failureThreshold' is 11, but Route 53 counts 1 to 10 answers: take one of these",
  ],
  [
    'failure-threshold',
    { failureThreshold: 0 },
    "'failureThreshold' is 0, but Route 53 counts 1 to 10 answers: take one of these",
  ],
])('%s is refused: %j', (code, props, sentence) => {
  expect(messageWith(props)).toBe(`${sentence} [uptime-check/${code} at Web/Uptime]`);
});

test.each<Partial<UptimeCheckProps>>([
  { url: LONG.slice(0, -1) },
  { url: 'https://api.bank.example:8443/health' },
  { url: 'https://API.bank.example' },
  { url: 'https://zahlung-1.xn--bnk-qla.example/' },
  { url: 'https://bank.example?deep=1' },
  { expectedText: 'a'.repeat(255) },
  { interval: Duration.seconds(10), failureThreshold: 10 },
])('what Route 53 takes is taken: %j', (props) => {
  expect(messageWith(props)).toBe('nothing was thrown');
});

test.each([
  ['whole', Token.asString({ Ref: 'Url' })],
  ['in its host', `https://${Token.asString({ Ref: 'Host' })}/health`],
])('an address that only CloudFormation knows, %s, is refused', (_, url) => {
  expect(messageWith({ url })).toBe(
    `'url' is "a text that only CloudFormation knows", ${URL_FORM} [uptime-check/url at Web/Uptime]`,
  );
});
