import { Problem, problemIf } from '../../core/private/checks/problems';
import { isCidr, isPort } from '../../core/private/checks/values';
import type { ExternalDatabaseProps } from '../external-database';

/** The port that an address tells, if it does. */
export function portOf(uri: string | undefined): number[] {
  const port = uri === undefined ? '' : new URL(uri).port;
  return port === '' ? [] : [Number(port)];
}

/** What would open the wrong port, or put a password into a template. */
export function databaseProblems(props: ExternalDatabaseProps): Array<Problem | undefined> {
  return [
    uriProblem(props.uriWithoutCredentials),
    ...(props.ports ?? []).map((port) =>
      problemIf(!isPort(port), {
        code: 'database/not-a-port',
        prop: 'ports',
        value: port,
        allowed: 'a port is a whole number from 1 to 65535',
        fix: 'pass the ports that the database listens on',
      }),
    ),
    ...(props.addressRanges ?? []).map((range) =>
      problemIf(!isCidr(range), {
        code: 'database/not-a-range',
        prop: 'addressRanges',
        value: range,
        allowed: 'a range is four numbers to 255 with dots between, a slash and the number of bits to 32',
        fix: 'write it like "203.0.113.0/24", a single address with "/32"',
      }),
    ),
  ];
}

function uriProblem(uri: string | undefined): Problem | undefined {
  if (uri === undefined) {
    return undefined;
  }
  const told = { prop: 'uriWithoutCredentials' };
  if (!URL.canParse(uri) || new URL(uri).hostname === '') {
    const allowed = 'it has to be an address with a scheme and one host';
    const fix = 'write it like "postgresql://db.bank.example:5432/bank", or give the \'ports\' in its place';
    return { ...told, code: 'database/not-an-address', value: masked(uri), allowed, fix };
  }
  const { username, password } = new URL(uri);
  return problemIf(username !== '' || password !== '', {
    ...told,
    code: 'database/credentials-in-clear',
    value: masked(uri),
    allowed: 'what is written here is in the template for everybody to read',
    fix: 'take the part before the @ out, and fill the whole address into the secret',
  });
}

/** Messages end up in the logs of CI: whatever may be a password is not in them. */
function masked(uri: string): string {
  return uri.replace(/\/\/.*@/, '//***@');
}
