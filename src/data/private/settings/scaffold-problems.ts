import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isPort } from '../../../core/private/checks/values';
import type { BankSecretsScaffoldProps } from '../../bank-secrets-scaffold';

const PATH = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+){0,12}$/;

/** What Parameter Store, Secrets Manager or ECS would refuse, and what would start the API on a wrong value. */
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
      allowed: 'a port is a whole number from 1 to 65535',
      fix: 'pass the port that the API listens on',
    }),
    problemIf(props.path !== undefined && (!PATH.test(props.path) || props.path.length > 256), {
      code: 'secrets/not-a-path',
      prop: 'path',
      value: props.path,
      allowed:
        'it is made of letters, digits and . _ - with single slashes between, none at the ends, 256 characters at most',
      fix: 'write it like "rl/bank/api"',
    }),
    problemIf(/^(aws|ssm)/i.test(props.path ?? ''), {
      code: 'secrets/reserved-path',
      prop: 'path',
      value: props.path,
      allowed: 'Parameter Store keeps names that begin with "aws" or "ssm" for itself',
      fix: 'begin it with another word',
    }),
    problemIf(props.corsOrigins.length === 0, {
      code: 'secrets/no-origins',
      prop: 'corsOrigins',
      value: props.corsOrigins,
      allowed: 'without an origin browsers refuse every answer of the API',
      fix: "pass the origins of the web apps, such as a StaticSpaSite's `origin`",
    }),
    ...props.corsOrigins.map(originProblem),
    credentialsProblem('cacheUri', props.cacheUri?.value, /\/\/[^/]*@/),
    credentialsProblem('sentryDsn', props.sentryDsn?.value, /\/\/[^/]*:[^/]*@/), // its key alone is public
    ...Object.entries(values)
      .filter(([key]) => key !== 'CORS_ORIGIN_WHITELIST' || props.corsOrigins.length > 0)
      .map(([key, value]) => valueProblem(key, value)),
    ...(props.twilioKeys ?? []).map((key) =>
      problemIf(!/^TWILIO_[A-Z0-9_]+$/.test(key), {
        code: 'secrets/not-a-twilio-key',
        prop: 'twilioKeys',
        value: key,
        allowed: 'keys of Twilio begin with "TWILIO_", in capital letters',
        fix: 'write it as the API reads it',
      }),
    ),
    ...Object.keys(props.existingSecretArns ?? {})
      .sort()
      .map((key) => unknownKey('existingSecretArns', key, secretKeys)),
    ...(props.existingParameters ?? []).map((key) => unknownKey('existingParameters', key, parameterKeys)),
    ...Object.keys(props.rotations ?? {})
      .sort()
      .map((key) => unknownKey('rotations', key, secretKeys)),
    ...Object.entries(props.existingSecretArns ?? {})
      .sort()
      .map(([key, arn]) =>
        problemIf(!/^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:.+-[A-Za-z0-9]{6}$/.test(arn), {
          code: 'secrets/not-a-full-arn',
          prop: `existingSecretArns.${key}`,
          value: arn,
          allowed: 'it has to be the full ARN, with the six characters that Secrets Manager adds to the name',
          fix: 'copy the ARN of the secret',
        }),
      ),
  ];
}

function originProblem(origin: string): Problem | undefined {
  const wellFormed = Token.isUnresolved(origin) || (URL.canParse(origin) && new URL(origin).origin === origin);
  return problemIf(!wellFormed || origin.startsWith('http://'), {
    code: 'secrets/not-an-origin',
    prop: 'corsOrigins',
    value: origin,
    allowed: 'an origin is a scheme and a host, without a path, and browsers compare it letter by letter',
    fix: 'write it like "https://app.bank.example"',
  });
}

function unknownKey(prop: string, key: string, known: string[]): Problem | undefined {
  return problemIf(!known.includes(key), {
    code: 'secrets/unknown-key',
    prop,
    value: key,
    allowed: `here there are ${known.join(', ')}`,
    fix: 'take one of these, or leave it out',
  });
}

/** The limits of a parameter that costs nothing. */
function valueProblem(key: string, value: string): Problem | undefined {
  return problemIf(!Token.isUnresolved(value) && (value.length < 1 || value.length > 4096 || value.includes('{{')), {
    code: 'secrets/not-a-value',
    prop: key,
    value,
    allowed: 'Parameter Store takes 1 to 4096 characters, without "{{" in them',
    fix: 'give such a value',
  });
}

/** The message must not carry them either. */
function credentialsProblem(prop: string, value: string | undefined, credentials: RegExp): Problem | undefined {
  return problemIf(value !== undefined && !Token.isUnresolved(value) && credentials.test(value), {
    code: 'secrets/credentials-in-clear',
    prop,
    value: value?.replace(/\/\/[^/]*@/, '//***@'),
    allowed: 'a parameter is in the template for everybody to read',
    fix: 'make it a secret: `SettingStorage.secret()`',
  });
}
