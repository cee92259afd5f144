import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { SECRET } from '../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { listOf, NUMBER, TEXT, TEXTS, Type } from '../../core/private/checks/types';
import { isCidr, isPort } from '../../core/private/checks/values';
import type { ExternalDatabaseProps } from '../external-database';

/** A resource, as far as it says of what kind its secret is: the app may have another copy of its class. */
interface Made {
  readonly cfnResourceType: string;
  readonly generateSecretString?: { readonly secretStringTemplate?: string };
}

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
    fieldsProblem(props.uriSecret),
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

/** The service would get the whole JSON object as DB_URI. */
function fieldsProblem(secret: ISecret | undefined): Problem | undefined {
  return problemIf(secret !== undefined && hasFields(secret), {
    code: 'database/secret-of-fields',
    prop: 'uriSecret',
    value: secret?.node.path,
    allowed: 'must be a secret whose value is the address alone, and this one has a JSON object such as that of RDS',
    fix: "create an 'IServiceBinding' with its host as a variable and its fields by 'ServiceSecret.fromJsonField()', and pass that in 'uses'",
  });
}

/** Whether a secret of the app is generated from a JSON template, or RDS adds host and port to it. */
function hasFields({ node }: ISecret): boolean {
  const made = [node, node?.tryFindChild('Attachment')?.node].map((place) => place?.defaultChild as Made | undefined);
  return made.some((resource) => {
    const isAttached = resource?.cfnResourceType === 'AWS::SecretsManager::SecretTargetAttachment';
    return isAttached || resource?.generateSecretString?.secretStringTemplate !== undefined;
  });
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
