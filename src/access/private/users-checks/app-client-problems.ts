import { Duration, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { foreignProviders } from './saml-problems';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { BOOLEAN, instance, listOf, TEXTS, Type } from '../../../core/private/checks/types';
import { isWhole } from '../../../core/private/checks/values';
import type { AppClientOptions } from '../../app-client-options';

/** Types of the options. */
export const APP_CLIENT_TYPES: Record<keyof AppClientOptions, Type> = {
  providers: listOf(instance('an IUserPoolIdentityProvider', 'providerName'), 'IUserPoolIdentityProviders'),
  ...{ callbackUrls: TEXTS, logoutUrls: TEXTS, generateSecret: BOOLEAN, reusableRefreshTokens: BOOLEAN },
  ...{ idTokenValidity: DURATION, accessTokenValidity: DURATION, refreshTokenValidity: DURATION },
};

/** An expression of CloudWatch has 2048 characters, in which each way to sign in is named three times. */
export const MOST_WAYS = 20;

const DAY = 24 * 60;

/** What a client's directory has, as far as checks go. */
export interface ClientLimits {
  readonly isEmailOtp: boolean;
  /** Whether everybody can register. */
  readonly isOpen: boolean;
  /** Custom attributes that the providers of the client fill. */
  readonly filled: string[];
  readonly hasDomain: boolean;
  readonly providers: IConstruct[];
  /** Ways to sign in that other clients have. */
  readonly ways: number;
}

/** What Amazon Cognito refuses, or accepts although nobody could sign in. */
export function appClientProblems(options: AppClientOptions, directory: ClientLimits): Array<Problem | undefined> {
  return [
    ...wayProblems(options, directory),
    writableProblem(options, directory),
    ...(['callbackUrls', 'logoutUrls'] as const).flatMap((prop) => urlsProblems(prop, options[prop])),
    ...validityProblems(options),
  ];
}

function wayProblems(options: AppClientOptions, directory: ClientLimits): Array<Problem | undefined> {
  const { providers, callbackUrls, logoutUrls } = options;
  const foreign = foreignProviders(directory.providers, providers ?? []);
  return [
    problemIf(providers?.length === 0 || (providers === undefined && !directory.isEmailOtp), {
      code: 'app-client/no-way-to-sign-in',
      prop: 'providers',
      value: providers,
      allowed: directory.isEmailOtp
        ? 'must have a provider where it is given'
        : 'must be given in a directory whose users sign in by SAML alone',
      fix: 'pass what `addSamlProvider` returns',
    }),
    problemIf(foreign.length > 0, {
      code: 'app-client/other-directory',
      prop: 'providers',
      value: foreign,
      allowed: 'must be providers of this directory',
      fix: 'pass what `addSamlProvider` of this directory returns',
    }),
    problemIf(providers !== undefined && callbackUrls === undefined, {
      code: 'app-client/no-callback',
      prop: 'callbackUrls',
      value: callbackUrls,
      allowed: 'must be given with providers: users return from them by managed login',
      fix: 'add the URL of the app that takes the authorization code',
    }),
    problemIf(callbackUrls === undefined && logoutUrls !== undefined, {
      code: 'app-client/logout-alone',
      prop: 'logoutUrls',
      value: logoutUrls,
      allowed: "only goes with 'callbackUrls': both are of managed login",
      fix: "add 'callbackUrls', or leave it out",
    }),
    problemIf(callbackUrls !== undefined && !directory.hasDomain, {
      code: 'app-client/no-domain',
      prop: 'callbackUrls',
      value: callbackUrls,
      allowed: 'cannot be given without a sign-in domain, which managed login is at',
      fix: 'pass `domain: SignInDomain.prefix(…)` to the UserDirectory, or leave it out',
    }),
    problemIf(directory.ways + (providers?.length ?? 1) > MOST_WAYS, {
      code: 'app-client/too-many',
      prop: 'providers',
      value: `${directory.ways + (providers?.length ?? 1)} ways to sign in`,
      allowed: `must be ${MOST_WAYS} at most over all clients of the directory, each client or each of its providers: a metric takes no more`,
      fix: 'use one client for several apps, or define another UserDirectory',
    }),
  ];
}

/**
 * Without COGNITO among its providers Cognito still takes `SignUp` for a client, whose new user may write what the client may
 * write, and signs in by another client of the user pool.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
function writableProblem({ generateSecret }: AppClientOptions, { isOpen, filled }: ClientLimits): Problem | undefined {
  return problemIf(isOpen && filled.length > 0 && generateSecret !== true, {
    code: 'app-client/writable-by-strangers',
    prop: 'generateSecret',
    value: generateSecret,
    allowed: `must be true where everybody can register: \`SignUp\` with the id of the client alone could fill ${filled.map((it) => `custom:${it}`).join(', ')}`,
    fix: 'pass `generateSecret: true`, or `UserRegistration.INVITATION` to the directory',
  });
}

function urlsProblems(prop: string, urls: string[] | undefined): Array<Problem | undefined> {
  if (urls === undefined || Token.isUnresolved(urls)) {
    return [];
  }
  return [
    problemIf(urls.length === 0 || urls.length > 100 || new Set(urls).size < urls.length, {
      code: 'app-client/number-of-urls',
      prop,
      value: `${urls.length} URLs`,
      allowed: 'must be 1 to 100 URLs, each once',
      fix: 'name those of the app, or leave it out',
    }),
    ...urls.map((url) =>
      problemIf(!Token.isUnresolved(url) && !isReturnUrl(url), {
        code: 'app-client/not-a-url',
        prop,
        value: url,
        allowed:
          'must be an absolute URL of https, of http://localhost, or of a scheme of an app with a dot, without wildcard, fragment and user',
        fix: 'write it like "https://auth.tracker.example/callback"',
      }),
    ),
  ];
}

function isReturnUrl(url: string): boolean {
  const isOurs =
    /^https:\/\/[a-z0-9.-]+(:\d{1,5})?(\/|\?|$)/i.test(url) ||
    /^http:\/\/localhost(:\d{1,5})?(\/|\?|$)/.test(url) ||
    /^[a-z][a-z0-9+-]*\.[a-z0-9.+-]+:\/\//.test(url);
  return isOurs && !/[\s#*@]/.test(url) && url.length <= 1024;
}

function validityProblems(options: AppClientOptions): Array<Problem | undefined> {
  const refresh = minutesOf(options.refreshTokenValidity) ?? 30 * DAY;
  return [
    ...(['idTokenValidity', 'accessTokenValidity'] as const).flatMap((prop) => [
      rangeProblem(prop, options[prop], [5, DAY], '5 minutes to 1 day'),
      problemIf((minutesOf(options[prop]) ?? 60) > refresh, {
        code: 'app-client/outlives-refresh-token',
        prop,
        value: `${minutesOf(options[prop]) ?? 60} minutes`,
        allowed: `must be at most ${refresh} minutes, the validity of the refresh token`,
        fix: "shorten it, or raise 'refreshTokenValidity'",
      }),
    ]),
    rangeProblem('refreshTokenValidity', options.refreshTokenValidity, [60, 3650 * DAY], '1 hour to 3650 days'),
  ];
}

function rangeProblem(
  prop: string,
  validity: Duration | undefined,
  [from, to]: [number, number],
  range: string,
): Problem | undefined {
  const minutes = minutesOf(validity);
  if (validity?.isUnresolved()) {
    return {
      code: 'app-client/late-token-validity',
      prop,
      value: 'a token',
      allowed: 'must be known at synthesis, which compares it with the limits of Amazon Cognito',
      fix: 'write it like `Duration.hours(1)`',
    };
  }
  return problemIf(minutes !== undefined && !isWhole(minutes, from, to), {
    code: 'app-client/token-validity',
    prop,
    value: `${minutes} minutes`,
    allowed: `must be ${range}, in whole minutes`,
    fix: 'choose such a time, or leave it out',
  });
}

/** Undefined for a duration that is not given, or known to the deployment alone. */
function minutesOf(duration: Duration | undefined): number | undefined {
  return duration === undefined || duration.isUnresolved() ? undefined : duration.toMinutes({ integral: false });
}
