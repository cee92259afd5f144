import { SECRET } from '../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { listOf, NUMBER, TEXT, TEXTS, Type } from '../../core/private/checks/types';
import { isCidr, isPort } from '../../core/private/checks/values';
import type { ExternalDatabaseProps } from '../external-database';

/** Types of the props. */
export const DATABASE_TYPES: Record<keyof ExternalDatabaseProps, Type> = {
  uriSecret: SECRET,
  uriWithoutCredentials: TEXT,
  ports: listOf(NUMBER, 'numbers'),
  addressRanges: TEXTS,
};

/** Props that would open a wrong port, or put a password into a template. */
export function databaseProblems(props: ExternalDatabaseProps): Array<Problem | undefined> {
  return [
    uriProblem(props.uriWithoutCredentials),
    ...(props.ports ?? []).map((port) =>
      problemIf(!isPort(port), {
        code: 'database/not-a-port',
        prop: 'ports',
        value: port,
        allowed: 'must be a whole number from 1 to 65535',
        fix: 'pass the ports that the database listens on',
      }),
    ),
    ...(props.addressRanges ?? []).map((range) =>
      problemIf(!isCidr(range), {
        code: 'database/not-a-range',
        prop: 'addressRanges',
        value: range,
        allowed: 'must be an IPv4 CIDR block',
        fix: 'write it like "203.0.113.0/24", a single address with "/32"',
      }),
    ),
  ];
}

function uriProblem(uri: string | undefined): Problem | undefined {
  if (uri === undefined) {
    return undefined;
  }
  const about = { prop: 'uriWithoutCredentials' };
  if (!URL.canParse(uri) || new URL(uri).hostname === '') {
    const allowed = 'must be an address with a scheme and one host';
    const fix = 'write it like "postgresql://db.bank.example:5432/bank", or pass \'ports\' instead';
    return { ...about, code: 'database/not-an-address', value: masked(uri), allowed, fix };
  }
  const { username, password } = new URL(uri);
  return problemIf(username !== '' || password !== '', {
    ...about,
    code: 'database/credentials-in-clear',
    value: masked(uri),
    allowed: 'cannot have credentials: every reader of the template would see them',
    fix: 'remove the part before the @, and write the whole address into the secret',
  });
}

/** Hides what may be a password: messages end up in the logs of CI. */
function masked(uri: string): string {
  return uri.replace(/\/\/.*@/, '//***@');
}
