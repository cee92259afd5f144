import { Problem, problemIf } from '../../core/private/checks/problems';
import { isKnownAs, isWhole, matches, shownValue } from '../../core/private/checks/values';
import type { UptimeCheckProps } from '../uptime-check';

/** Values that Route 53 refuses, or that would report healthy while users see an error. */
export function uptimeProblems(props: UptimeCheckProps): Array<Problem | undefined> {
  const { url, expectedText, interval, failureThreshold } = props;
  const seconds = interval?.toSeconds({ integral: false }) ?? 30;
  return [
    problemIf(!isAddress(url), {
      code: 'uptime-check/url',
      prop: 'url',
      value: shownValue(url),
      allowed: 'must be an https URL with a domain name, a path of up to 255 characters and no fragment',
      fix: 'pass one such as https://api.bank.example/health',
    }),
    problemIf(expectedText !== undefined && !matches(/^[\s\S]{1,255}$/, expectedText), {
      code: 'uptime-check/expected-text',
      prop: 'expectedText',
      value: expectedText,
      allowed: 'must be 1 to 255 characters',
      fix: 'shorten it, or leave it out',
    }),
    problemIf(![10, 30].includes(seconds), {
      code: 'uptime-check/interval',
      prop: 'interval',
      value: `${seconds} seconds`,
      allowed: 'must be 10 or 30 seconds',
      fix: 'pass Duration.seconds(10) or Duration.seconds(30)',
    }),
    problemIf(failureThreshold !== undefined && !isWhole(failureThreshold, 1, 10), {
      code: 'uptime-check/failure-threshold',
      prop: 'failureThreshold',
      value: failureThreshold,
      allowed: 'must be a whole number from 1 to 10',
      fix: 'use one of these',
    }),
  ];
}

function isAddress(text: string): boolean {
  if (!isKnownAs(/^https:\/\/[^\s#]+$/, text) || !URL.canParse(text)) {
    return false;
  }
  const { username, password, hostname, port, pathname, search } = new URL(text);
  const isName = /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(hostname) && port !== '0';
  return isName && username === '' && password === '' && `${pathname}${search}`.length <= 255;
}
