import { Duration, Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import { COUNTRY_CODES } from './country-codes';
import { exceptionProblems, lateProblem } from './exception-problems';
import { DURATION, SIZE, STACK } from '../../../core/private/checks/cdk-types';
import { logRetentionProblem } from '../../../core/private/checks/log-retention';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { BOOLEAN, NUMBER, oneOf, OPTIONS, TEXT, TEXTS, Type } from '../../../core/private/checks/types';
import { isWhole } from '../../../core/private/checks/values';
import type { EdgeFirewallProps } from '../../edge-firewall';
import { FirewallMode } from '../../firewall-mode';
import { FirewallScope } from '../../firewall-scope';

type Problems = Array<Problem | undefined>;

/** Types of the props. */
export const FIREWALL_TYPES: Record<keyof EdgeFirewallProps, Type> = {
  scope: oneOf({ FirewallScope }),
  mode: oneOf({ FirewallMode }),
  ...{ rateLimit: NUMBER, rateLimitWindow: DURATION, blockedCountries: TEXTS, allowedCountries: TEXTS },
  ...{ botControl: BOOLEAN, ruleExceptions: OPTIONS, clientAddressHeader: TEXT, bodyInspectionLimit: SIZE },
  ...{ redactedHeaders: TEXTS, redactQueryString: BOOLEAN, logAllRequests: BOOLEAN, logRetention: DURATION },
  ...{ removalPolicy: TEXT, edgeStack: STACK },
};

/** Props that AWS WAF refuses during the deployment, or that would protect less than they say. */
export function firewallProblems(props: EdgeFirewallProps): Problems {
  return [
    ...rateProblems(props),
    ...countryProblems(props),
    ...exceptionProblems(props.ruleExceptions),
    ...headerProblems(props),
    ...redactionProblems(props),
    logRetentionProblem(
      'firewall/not-a-log-retention',
      'logRetention',
      props.logRetention,
      'take one of these, or leave it out for 90 days',
    ),
    ...inspectionProblems(props.bodyInspectionLimit),
    problemIf(props.edgeStack !== undefined && props.scope === FirewallScope.REGIONAL, {
      code: 'firewall/edge-stack-of-regional',
      prop: 'edgeStack',
      value: props.edgeStack?.node.path,
      allowed: 'must be left out with FirewallScope.REGIONAL: that web ACL is in the stack of the construct',
      fix: 'remove it, or use FirewallScope.CLOUDFRONT',
    }),
  ];
}

const WINDOWS = [60, 120, 300, 600];

/** @see https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
function rateProblems({ rateLimit, rateLimitWindow }: EdgeFirewallProps): Problems {
  const window = secondsOf(rateLimitWindow);
  return [
    problemIf(rateLimit !== undefined && !isWhole(rateLimit, 10, 2_000_000_000), {
      code: 'firewall/not-a-rate-limit',
      prop: 'rateLimit',
      value: rateLimit,
      allowed: 'must be a whole number of requests from 10 to 2000000000',
      fix: 'choose what one client needs at most, or leave it out for 2000',
    }),
    problemIf(window !== undefined && !WINDOWS.includes(window), {
      code: 'firewall/not-a-rate-window',
      prop: 'rateLimitWindow',
      value: `${window} seconds`,
      allowed: 'must be 1, 2, 5 or 10 minutes',
      fix: 'choose one of these, or leave it out for 5 minutes',
    }),
  ];
}

function countryProblems({ blockedCountries, allowedCountries }: EdgeFirewallProps): Problems {
  return [
    ...countryListProblems('blockedCountries', blockedCountries),
    ...countryListProblems('allowedCountries', allowedCountries),
    problemIf(blockedCountries !== undefined && allowedCountries !== undefined, {
      code: 'firewall/two-country-lists',
      prop: 'allowedCountries',
      value: allowedCountries,
      allowed: "cannot be given beside 'blockedCountries': what is not allowed is blocked already",
      fix: 'leave one of the two out',
    }),
  ];
}

function countryListProblems(prop: string, countries: string[] | undefined): Problems {
  if (countries === undefined || Token.isUnresolved(countries)) {
    return [];
  }
  return [
    problemIf(countries.length === 0, {
      code: 'firewall/no-countries',
      prop,
      value: countries,
      allowed: 'must have a country: AWS WAF takes no empty list',
      fix: 'name a country, or leave it out',
    }),
    ...countries.map((country) =>
      problemIf(!COUNTRY_CODES.has(country), {
        code: 'firewall/not-a-country',
        prop,
        value: country,
        allowed: 'must be a country code of ISO 3166-1, of two capital letters',
        fix: 'write it like "SG"',
      }),
    ),
  ];
}

/** Headers to which each proxy appends an address, so that the first one is what the client wrote. */
const APPENDED = /^(x-forwarded-for|forwarded)$/i;

function headerProblems({ clientAddressHeader }: EdgeFirewallProps): Problems {
  return [
    problemIf(clientAddressHeader !== undefined && !/^[a-zA-Z0-9-]{1,255}$/.test(clientAddressHeader), {
      code: 'firewall/not-a-header',
      prop: 'clientAddressHeader',
      value: clientAddressHeader,
      allowed: 'must be the name of a header: letters, digits and hyphens',
      fix: 'write it like "CF-Connecting-IP"',
    }),
    problemIf(clientAddressHeader !== undefined && APPENDED.test(clientAddressHeader), {
      code: 'firewall/header-of-client',
      prop: 'clientAddressHeader',
      value: clientAddressHeader,
      allowed:
        'cannot be a header to which proxies append: AWS WAF reads the first address of it, which the client can write',
      fix: 'name a header that the CDN overwrites, such as "CF-Connecting-IP" or "True-Client-IP"',
    }),
  ];
}

function redactionProblems({ redactedHeaders = [] }: EdgeFirewallProps): Problems {
  if (Token.isUnresolved(redactedHeaders)) {
    return [lateProblem('redactedHeaders', 'a list')];
  }
  return redactedHeaders.map((name) =>
    problemIf(!/^[\w!#$%&'*+.^`|~-]{1,64}$/.test(name), {
      code: 'firewall/not-a-redacted-header',
      prop: 'redactedHeaders',
      value: name,
      allowed: 'must be the name of a header of 1 to 64 characters, without spaces and colon',
      fix: 'write it like "X-Session"',
    }),
  );
}

function inspectionProblems(limit: Size | undefined): Problems {
  if (limit?.isUnresolved()) {
    return [lateProblem('bodyInspectionLimit', 'a size')];
  }
  const kibibytes = limit?.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
  return [
    problemIf(kibibytes !== undefined && ![16, 32, 48, 64].includes(kibibytes), {
      code: 'firewall/not-an-inspection-limit',
      prop: 'bodyInspectionLimit',
      value: `${kibibytes} KiB`,
      allowed: 'must be 16, 32, 48 or 64 kibibytes',
      fix: 'choose one of these, or leave it out for 16',
    }),
  ];
}

function secondsOf(duration: Duration | undefined): number | undefined {
  return duration?.isUnresolved() ? undefined : duration?.toSeconds({ integral: false });
}
