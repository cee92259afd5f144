import { Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { ObjectLockMode } from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { instance, TEXT, TEXTS, Type } from '../../../core/private/checks/types';
import { isWhole, matches } from '../../../core/private/checks/values';
import { BUCKET_NAME } from '../../../core/private/formats/bucket-name';
import { ACCOUNT_ID, REGION } from '../../../core/private/formats/environment';
import { DESTROY_DATA_CONTEXT, hasSecondKey, LOCK_DATA_CONTEXT } from '../../../core/private/resources/second-key';
import type { LogArchiveAttributes } from '../../i-log-archive';
import type { LogArchiveProps } from '../../log-archive';
import { ORGANIZATION } from '../types';

/** Seven years with two leap days: the retention by default. */
export const SEVEN_YEARS = 7 * 365 + 2;
const LONGEST_NAME = 55; // '-landing' is added, of 63 characters that S3 takes
const LONGEST_LOCK = 36500;

/** Types of the props. */
export const ARCHIVE_TYPES: Record<keyof LogArchiveProps, Type> = {
  organization: ORGANIZATION,
  bucketName: TEXT,
  objectLock: instance('an ArchiveLock, such as `ArchiveLock.governance()`', 'mode'),
  retention: DURATION,
  regions: TEXTS,
  instantRetrievalAfter: DURATION,
  deepArchiveAfter: DURATION,
  expiration: DURATION,
  landingRetention: DURATION,
  removalPolicy: TEXT,
};

/** Problems of the names and places that the archive has in every account. */
export function placeProblems(attributes: LogArchiveAttributes): Array<Problem | undefined> {
  const { accountId, region, bucketName, regions = [] } = attributes;
  const all = [region, ...regions];
  return [
    problemIf(!matches(ACCOUNT_ID, accountId), {
      code: 'log-archive/not-an-account-id',
      prop: 'accountId',
      value: accountId,
      allowed: 'must be an account id of 12 digits',
      fix: 'write it like "100000000002"',
    }),
    problemIf(Token.isUnresolved(bucketName) || !isBucketName(bucketName), {
      code: 'log-archive/not-a-bucket-name',
      prop: 'bucketName',
      value: Token.isUnresolved(bucketName) ? 'a token' : bucketName,
      allowed: `must be a bucket name of at most ${LONGEST_NAME} characters, known at synthesis: other accounts name the archive by it`,
      fix: 'write it like "acme-log-archive"',
    }),
    ...all.map((one, index) =>
      problemIf(!matches(REGION, one) || all.indexOf(one) !== index, {
        code: 'log-archive/not-a-region',
        prop: index === 0 ? 'region' : 'regions',
        value: one,
        allowed: 'must be regions such as eu-central-1, each once, the region of the archive in its own prop or stack',
        fix: 'remove it, or write the region out',
      }),
    ),
  ];
}

function isBucketName(name: string): boolean {
  return BUCKET_NAME.test(name) && name.length <= LONGEST_NAME;
}

/** Props that would make another archive than an organization needs, or one that S3 refuses. */
export function archiveProblems(scope: IConstruct, props: LogArchiveProps): Array<Problem | undefined> {
  const { account, region } = Stack.of(scope);
  return [
    problemIf(Token.isUnresolved(account) || Token.isUnresolved(region), {
      code: 'log-archive/no-environment',
      prop: 'env',
      value: 'a stack without account or region',
      allowed: 'must have account and region: other accounts name the archive by them',
      fix: "give the stack `env: { account: '100000000002', region: 'us-east-1' }`",
    }),
    problemIf(Token.isUnresolved(props.organization.organizationId), {
      code: 'log-archive/organization-late',
      prop: 'organization',
      value: 'an organization whose id only CloudFormation knows',
      allowed: 'must have an id that is known at synthesis: the archive is of another account',
      fix: 'reference it by Organization.fromOrganizationAttributes',
    }),
    problemIf(account === props.organization.managementAccountId, {
      code: 'log-archive/management-account',
      prop: 'env.account',
      value: account,
      allowed: 'must be an account of its own: service control policies do not reach the management account',
      fix: 'move the stack to the account of the log archive',
    }),
    ...lockProblems(scope, props),
    ...timeProblems(props),
  ];
}

function lockProblems(scope: IConstruct, props: LogArchiveProps): Array<Problem | undefined> {
  const { objectLock, retention, removalPolicy } = props;
  return [
    problemIf(objectLock?.mode === ObjectLockMode.COMPLIANCE && !hasSecondKey(scope, LOCK_DATA_CONTEXT), {
      code: 'log-archive/second-key-missing',
      prop: 'objectLock',
      value: ObjectLockMode.COMPLIANCE,
      allowed: `must be governance while the context "${LOCK_DATA_CONTEXT}" of the app is not true: neither the root user nor AWS can delete a log in compliance mode before its time, and each is paid for until then`,
      fix: `set it by \`-c ${LOCK_DATA_CONTEXT}=true\`, or use \`ArchiveLock.governance()\``,
    }),
    problemIf(!isLocked(props) && !hasSecondKey(scope, DESTROY_DATA_CONTEXT), {
      code: 'log-archive/unlocked',
      prop: 'objectLock',
      value: 'ArchiveLock.none()',
      allowed: `cannot be none while the context "${DESTROY_DATA_CONTEXT}" of the app is not true: logs could be deleted`,
      fix: `use \`ArchiveLock.governance()\`, or set the context in a sandbox by \`-c ${DESTROY_DATA_CONTEXT}=true\``,
    }),
    problemIf(!isLocked(props) && retention !== undefined, {
      code: 'log-archive/retention-without-lock',
      prop: 'retention',
      value: retention && daysText(retention),
      allowed: 'cannot be given with `ArchiveLock.none()`: it is the time of the lock',
      fix: 'leave one of the two out',
    }),
    problemIf(isLocked(props) && removalPolicy === RemovalPolicy.DESTROY, {
      code: 'log-archive/locked-destroyed',
      prop: 'removalPolicy',
      value: removalPolicy,
      allowed: 'cannot be DESTROY with a lock: S3 deletes no bucket with objects in it, and these are locked',
      fix: 'leave it out, or use `ArchiveLock.none()` in a sandbox',
    }),
  ];
}

function timeProblems(props: LogArchiveProps): Array<Problem | undefined> {
  const { retention, expiration, landingRetention } = props;
  const { instant, deep } = coldAfter(props);
  const locked = isLocked(props) ? (days(retention) ?? SEVEN_YEARS) : 1;
  return [
    dayProblem('retention', retention, 1, LONGEST_LOCK),
    dayProblem('expiration', expiration, locked, Number.MAX_SAFE_INTEGER),
    dayProblem('landingRetention', landingRetention, 7, LONGEST_LOCK),
    dayProblem('instantRetrievalAfter', props.instantRetrievalAfter, 1, LONGEST_LOCK),
    dayProblem('deepArchiveAfter', props.deepArchiveAfter, 1, LONGEST_LOCK),
    problemIf(deep < instant + 90, {
      code: 'log-archive/cold-too-soon',
      prop: 'deepArchiveAfter',
      value: `${deep} days`,
      allowed: `must be 90 days after instantRetrievalAfter at least, so ${instant + 90} days: S3 Glacier Instant Retrieval bills 90 days of each object`,
      fix: 'choose a later day',
    }),
  ];
}

/** Whether objects are locked, as they are unless `ArchiveLock.none()` says otherwise. */
export function isLocked({ objectLock }: LogArchiveProps): boolean {
  return objectLock === undefined || objectLock.mode !== undefined;
}

/** Days after which objects become colder. */
export function coldAfter(props: LogArchiveProps): { instant: number; deep: number } {
  return { instant: days(props.instantRetrievalAfter) ?? 90, deep: days(props.deepArchiveAfter) ?? 365 };
}

function dayProblem(prop: string, time: Duration | undefined, from: number, to: number): Problem | undefined {
  return problemIf(time !== undefined && !time.isUnresolved() && !isWhole(days(time)!, from, to), {
    code: 'log-archive/not-a-time',
    prop,
    value: time && daysText(time),
    allowed: `must be whole days, ${from} at least${to === LONGEST_LOCK ? ` and ${to} at most` : ''}`,
    fix: `choose such a time, like \`Duration.days(${Math.max(from, 90)})\``,
  });
}

function days(time: Duration | undefined): number | undefined {
  return time === undefined || time.isUnresolved() ? undefined : time.toDays({ integral: false });
}

function daysText(time: Duration): string {
  return `${days(time)} days`;
}
