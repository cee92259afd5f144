import { Duration, Token } from 'aws-cdk-lib';
import { StorageClass, Transition } from 'aws-cdk-lib/aws-s3';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { typeProblem } from '../../../core/private/checks/types';
import { isWhole } from '../../../core/private/checks/values';
import type { FileStoreProps } from '../../file-store';

/** Classes that S3 moves a file to after 30 days at the earliest, and bills for 30 days. */
const INFREQUENT = [StorageClass.INFREQUENT_ACCESS, StorageClass.ONE_ZONE_INFREQUENT_ACCESS].map(({ value }) => value);

/**
 * Classes from the warmest to the coldest: S3 moves a file down this list alone. From One Zone-IA it moves none to Glacier
 * Instant Retrieval: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
const WATERFALL = [
  StorageClass.INFREQUENT_ACCESS,
  StorageClass.INTELLIGENT_TIERING,
  StorageClass.ONE_ZONE_INFREQUENT_ACCESS,
  StorageClass.GLACIER_INSTANT_RETRIEVAL,
  StorageClass.GLACIER,
  StorageClass.DEEP_ARCHIVE,
].map(({ value }) => value);

/** Ages and storage classes that S3 refuses for a lifecycle rule. */
export function lifecycleProblems(props: FileStoreProps): Array<Problem | undefined> {
  const { expiration, noncurrentVersionExpiration, accessLogRetention, transitions = [] } = props;
  const wrong = transitions.map(({ transitionAfter: age }, index) =>
    age === undefined ? undefined : typeProblem(`transitions.${index}`, age, DURATION),
  );
  if (wrong.some((problem) => problem)) {
    return wrong;
  }
  return [
    daysProblem('noncurrentVersionExpiration', noncurrentVersionExpiration),
    daysProblem('expiration', expiration),
    daysProblem('accessLogRetention', accessLogRetention),
    ...transitions.map((it) => transitionProblem(it)),
    ...transitions.slice(1).map((it, index) => orderProblem(transitions[index], it)),
    ...transitions.slice(1).map((it, index) => classProblem(transitions[index], it)),
    lastProblem(transitions.at(-1), expiration),
  ];
}

function daysOf(duration: Duration): number {
  return duration.toDays({ integral: false });
}

function daysProblem(prop: string, duration: Duration | undefined): Problem | undefined {
  if (duration === undefined || duration.isUnresolved()) {
    return undefined;
  }
  return problemIf(!isWhole(daysOf(duration), 1, 36500), {
    code: 'file-store/not-a-number-of-days',
    prop,
    value: `${daysOf(duration)} days`,
    allowed: 'must be 1 to 36500 whole days',
    fix: 'choose such a time, or leave it out',
  });
}

/** S3 counts in days from the creation of a file; a date moves everything at once, and nothing that is newer. */
function transitionProblem({ transitionAfter, transitionDate, storageClass }: Transition): Problem | undefined {
  if (transitionAfter?.isUnresolved()) {
    return undefined;
  }
  const days = transitionAfter && daysOf(transitionAfter);
  const first = INFREQUENT.includes(storageClass?.value) ? 30 : 0;
  const isAge = days !== undefined && transitionDate === undefined && isWhole(days, first, 36500);
  return problemIf(storageClass?.value === undefined || !isAge, {
    code: 'file-store/not-a-transition',
    prop: 'transitions',
    value: `${storageClass?.value} after ${days} days`,
    allowed: `must be a storage class and an age, and no date: 0 to 36500 whole days, and 30 at least for ${INFREQUENT.join(' and ')}`,
    fix: 'write it like `{ storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(90) }`',
  });
}

function orderProblem(before: Transition, after: Transition): Problem | undefined {
  const [first, second] = [before, after].map(({ transitionAfter }) => transitionAfter);
  if (!first || !second || first.isUnresolved() || second.isUnresolved()) {
    return undefined;
  }
  const gap = INFREQUENT.includes(before.storageClass?.value) ? 30 : 1;
  return problemIf(daysOf(second) - daysOf(first) < gap, {
    code: 'file-store/transitions-too-close',
    prop: 'transitions',
    value: `${daysOf(second)} days`,
    allowed: `must be ${gap} days at least after the move to ${before.storageClass?.value}`,
    fix: 'sort the moves by age, the youngest first, and leave such a time between them',
  });
}

/** Classes that the list does not have are left to S3. */
function classProblem({ storageClass: before }: Transition, { storageClass: after }: Transition): Problem | undefined {
  const [from, to] = [before, after].map((it) => WATERFALL.indexOf(it?.value));
  const isZoneToInstant =
    before?.value === StorageClass.ONE_ZONE_INFREQUENT_ACCESS.value &&
    after?.value === StorageClass.GLACIER_INSTANT_RETRIEVAL.value;
  return problemIf(from >= 0 && to >= 0 && (to <= from || isZoneToInstant), {
    code: 'file-store/not-a-colder-class',
    prop: 'transitions',
    value: after?.value,
    allowed: `must be a class that S3 moves files to from ${before?.value}`,
    fix: `sort the classes as S3 does, each once: ${WATERFALL.join(', ')}`,
  });
}

function lastProblem(last: Transition | undefined, expiration: Duration | undefined): Problem | undefined {
  const after = last?.transitionAfter;
  if (!after || !expiration || Token.isUnresolved(after) || after.isUnresolved() || expiration.isUnresolved()) {
    return undefined;
  }
  return problemIf(daysOf(expiration) <= daysOf(after), {
    code: 'file-store/expired-before-transition',
    prop: 'expiration',
    value: `${daysOf(expiration)} days`,
    allowed: `must be longer than ${daysOf(after)} days, the age of the last of the 'transitions'`,
    fix: 'choose a later one, or leave the transition out',
  });
}
