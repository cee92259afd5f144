import { BOOLEAN, instance, listOf, NUMBER, OPTIONS, TEXT, TEXTS } from '../../../core/private/checks/types';
import { ORGANIZATION, ORGANIZATIONAL_UNIT } from '../types';

/** Types of the props of an `AccountBaseline`. */
export const BASELINE_TYPES = {
  organization: ORGANIZATION,
  targets: listOf(ORGANIZATIONAL_UNIT),
  regions: TEXTS,
  archive: instance('an ILogArchive', 'landingBucketName'),
  budget: OPTIONS,
  homeRegion: TEXT,
  costTags: TEXTS,
  monitoringSinkArns: TEXTS,
  rollout: OPTIONS,
  stackSetName: TEXT,
};

/** Types of the properties of its budget. */
export const BUDGET_TYPES = { amount: NUMBER, email: TEXT };

/** Types of the properties of its rollout. */
export const ROLLOUT_TYPES = {
  failureTolerancePercentage: NUMBER,
  maxConcurrentPercentage: NUMBER,
  retainOnAccountRemoval: BOOLEAN,
};
