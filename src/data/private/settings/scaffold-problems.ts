import { Token } from 'aws-cdk-lib';
import { isDomainName } from '../../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isPort, isPrintable } from '../../../core/private/checks/values';
import type { BankSecretsScaffoldProps } from '../../bank-secrets-scaffold';

const FULL_ARN = /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:.+-[A-Za-z0-9]{6}$/;
const PATH = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+){0,12}$/;

/** Props that Parameter Store, Secrets Manager or ECS refuse, or that would start the API with a wrong value. */
export function scaffoldProblems(
  props: BankSecretsScaffoldProps,
  values: Record<string, string>,
  secretKeys: string[],
): Array<Problem | undefined> {
  const parameterKeys = Object.keys(values);
  return [
    problemIf(!isPort(props.port), {
      code: 'secrets/not-a-port',
      prop: 'port',
      value: props.port,
      allowed: 'must be a whole number from 1 to 65535',
      fix: 'pass the port that the API listens on',
    }),
    problemIf(props.path !== undefined && (!PATH.test(props.path) || props.path.length > 256), {
      code: 'secrets/not-a-path',
      prop: 'path',
      value: props.path,
      allowed:
        'must be letters, digits and . _ - with single slashes between, none at the ends, 256 characters at most',
      fix: 'write it like "rl/bank/api"',
    }),
    problemIf(/^(aws|ssm)/i.test(props.path ?? ''), {
      code: 'secrets/reserved-path',
      prop: 'path',
      value: props.path,
      allowed: 'cannot begin with "aws" or "ssm", which Parameter Store reserves',
      fix: 'begin it with another word',
    }),
    problemIf(!Token.isUnresolved(props.authDomain) && !isHost(props.authDomain), {
      code: 'secrets/not-a-tenant',
      prop: 'authDomain',
      value: props.authDomain,
      allowed: 'must be the domain name of the login provider, without scheme and path',
      fix: 'write it like "tenant.region.auth0.com"',
    }),
    problemIf(!Token.isUnresolved(props.graphqlPublicUrl) && !isHttps(props.graphqlPublicUrl), {
      code: 'secrets/not-an-address',
      prop: 'graphqlPublicUrl',
      value: props.graphqlPublicUrl,
      allowed: 'must be an address that begins with https://',
      fix: 'write it like "https://api.bank.example/api/graphql"',
    }),
    problemIf(props.corsOrigins.length === 0, {
      code: 'secrets/no-origins',
      prop: 'corsOrigins',
      value: props.corsOrigins,
      allowed: 'must have one origin at least, or browsers refuse every response of the API',
      fix: "pass the origins of the web apps, such as a StaticSpaSite's `origin`",
    }),
    ...props.corsOrigins.map(originProblem),
    credentialsProblem('cacheUri', props.cacheUri?._value, /\/\/[^/]*@/),
    credentialsProblem('sentryDsn', props.sentryDsn?._value, /\/\/[^/]*:[^/]*@/), // its key alone is public
    ...Object.entries(values)
      .filter(([key]) => !['AUTH_DOMAIN', 'CORS_ORIGIN_WHITELIST', 'GRAPHQL_PUBLIC_URL'].includes(key))
      .concat(props.corsOrigins.length > 0 ? [['CORS_ORIGIN_WHITELIST', values.CORS_ORIGIN_WHITELIST]] : [])
      .map(([key, value]) => valueProblem(key, value)),
    ...(props.twilioKeys ?? []).map((key) =>
      problemIf(!/^TWILIO_[A-Z0-9_]+$/.test(key), {
        code: 'secrets/not-a-twilio-key',
        prop: 'twilioKeys',
        value: key,
        allowed: 'must begin with "TWILIO_", in capital letters',
        fix: 'write it as the API reads it',
      }),
    ),
    ...Object.keys(props.existingSecrets ?? {})
      .sort()
      .map((key) => unknownKey('existingSecrets', key, secretKeys)),
    ...(props.existingParameters ?? []).map((key) => unknownKey('existingParameters', key, parameterKeys)),
    ...Object.keys(props.rotations ?? {})
      .sort()
      .map((key) => unknownKey('rotations', key, secretKeys)),
    ...Object.entries(props.existingSecrets ?? {})
      .sort()
      .map(([key, secret]) =>
        problemIf(!FULL_ARN.test(secret.secretFullArn ?? ''), {
          code: 'secrets/not-a-full-arn',
          prop: `existingSecrets.${key}`,
          value: secret.secretFullArn ?? secret.secretArn,
          allowed: 'must have its full ARN, with the six characters that Secrets Manager adds to the name',
          fix: 'reference it by `Secret.fromSecretCompleteArn`',
        }),
      ),
  ];
}

function isHost(name: string): boolean {
  return isDomainName(name) && !name.startsWith('*');
}

function isHttps(url: string): boolean {
  return isPrintable(url) && url.startsWith('https://') && URL.canParse(url) && url.length <= 2048;
}

function originProblem(origin: string): Problem | undefined {
  const wellFormed = Token.isUnresolved(origin) || (URL.canParse(origin) && new URL(origin).origin === origin);
  return problemIf(!wellFormed || origin.startsWith('http://'), {
    code: 'secrets/not-an-origin',
    prop: 'corsOrigins',
    value: origin,
    allowed: 'must be a scheme and a host without a path, since browsers compare it letter by letter',
    fix: 'write it like "https://app.bank.example"',
  });
}

function unknownKey(prop: string, key: string, known: string[]): Problem | undefined {
  return problemIf(!known.includes(key), {
    code: 'secrets/unknown-key',
    prop,
    value: key,
    allowed: `must be one of ${known.join(', ')}`,
    fix: 'correct the key, or leave it out',
  });
}

/** The limits of a standard parameter, which is free. */
function valueProblem(key: string, value: string): Problem | undefined {
  const isValue = isPrintable(value) && value.length <= 4096 && !value.includes('{{');
  return problemIf(!Token.isUnresolved(value) && !isValue, {
    code: 'secrets/not-a-value',
    prop: key,
    value,
    allowed: 'Parameter Store takes 1 to 4096 printable characters, without "{{" in them',
    fix: 'shorten or correct the value',
  });
}

/** The message hides them too. */
function credentialsProblem(prop: string, value: string | undefined, credentials: RegExp): Problem | undefined {
  return problemIf(value !== undefined && !Token.isUnresolved(value) && credentials.test(value), {
    code: 'secrets/credentials-in-clear',
    prop,
    value: value?.replace(/\/\/[^/]*@/, '//***@'),
    allowed: 'cannot have credentials: every reader of the template would see them',
    fix: 'pass `SettingStorage.secret()`',
  });
}
