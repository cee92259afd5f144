import { Token } from 'aws-cdk-lib';
import { isDomainName } from '../../../core/private/checks/domain-name';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isPrintable } from '../../../core/private/checks/values';
import type { BankSecretsScaffoldProps } from '../../bank-secrets-scaffold';

/** Values that would start the API of the bank in vain: login, CORS or GraphQL would fail for every user. */
export function scaffoldProblems(props: BankSecretsScaffoldProps): Array<Problem | undefined> {
  return [
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
    ...(props.twilioKeys ?? []).map((key) =>
      problemIf(!/^TWILIO_[A-Z0-9_]+$/.test(key), {
        code: 'secrets/not-a-twilio-key',
        prop: 'twilioKeys',
        value: key,
        allowed: 'must begin with "TWILIO_", in capital letters',
        fix: 'write it as the API reads it',
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
