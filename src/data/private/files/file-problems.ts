import { Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { lifecycleProblems } from './lifecycle-problems';
import { writeOnceProblems } from './write-once';
import { DURATION, KEY, SIZE } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { BOOLEAN, instance, listOf, OPTIONS, TEXT, TEXTS, Type } from '../../../core/private/checks/types';
import type { FileStoreProps } from '../../file-store';

/** Types of the props. */
export const FILE_STORE_TYPES: Record<keyof FileStoreProps, Type> = {
  prefixPerTenant: BOOLEAN,
  corsOrigins: TEXTS,
  writeOnce: instance('an ObjectLockRetention, such as `ObjectLockRetention.governance(…)`', 'mode'),
  noncurrentVersionExpiration: DURATION,
  expiration: DURATION,
  transitions: listOf(OPTIONS, 'Transition structs'),
  encryptionKey: KEY,
  eventBridgeEnabled: BOOLEAN,
  requestMetrics: BOOLEAN,
  expectedSize: SIZE,
  accessLogRetention: DURATION,
  removalPolicy: TEXT,
};

/** Props that S3 refuses minutes into the deployment, or that would let in more than is meant. */
export function fileStoreProblems(store: IConstruct, props: FileStoreProps): Array<Problem | undefined> {
  return [
    ...originsProblems(props.corsOrigins),
    ...lifecycleProblems(props),
    ...writeOnceProblems(store, props),
    sizeProblem(props.expectedSize),
  ];
}

/** S3 takes one wildcard in an origin; a page of any origin could use the URLs that it has got hold of. */
function originsProblems(origins: string[] | undefined): Array<Problem | undefined> {
  if (origins === undefined || Token.isUnresolved(origins)) {
    return [];
  }
  return [
    problemIf(origins.length === 0 || origins.length > 100, {
      code: 'file-store/not-a-list-of-origins',
      prop: 'corsOrigins',
      value: `${origins.length} origins`,
      allowed: 'must be 1 to 100 origins',
      fix: 'name those of the pages, or leave it out',
    }),
    ...origins.map((origin) =>
      problemIf(!Token.isUnresolved(origin) && !isOrigin(origin), {
        code: 'file-store/not-an-origin',
        prop: 'corsOrigins',
        value: origin,
        allowed:
          'must be an origin of https, or http://localhost with a port: scheme, host and port, with a wildcard as the leftmost label at most',
        fix: 'write it like "https://app.bank.example" or "https://*.bank.example"',
      }),
    ),
  ];
}

function isOrigin(origin: string): boolean {
  const host = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';
  const isSecure = new RegExp(`^https://(\\*\\.)?${host}(\\.${host})+(:\\d{1,5})?$`).test(origin);
  return isSecure || /^http:\/\/localhost:\d{1,5}$/.test(origin);
}

function sizeProblem(size: Size | undefined): Problem | undefined {
  if (size === undefined || size.isUnresolved()) {
    return undefined;
  }
  const bytes = size.toBytes({ rounding: SizeRoundingBehavior.NONE });
  return problemIf(!(bytes >= 1 && bytes < Infinity), {
    code: 'file-store/not-a-size',
    prop: 'expectedSize',
    value: `${bytes} bytes`,
    allowed: 'must be 1 byte at least',
    fix: 'choose what the files may take, or leave it out',
  });
}
