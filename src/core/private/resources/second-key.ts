import { IConstruct } from 'constructs';

/** Context key that has to be true before any data is deleted: one wrong prop deletes nothing. */
export const DESTROY_DATA_CONTEXT = 'rl-bank-constructs:destroyData';

/** Context key that has to be true before data is locked for good: no caller could undo one wrong prop. */
export const LOCK_DATA_CONTEXT = 'rl-bank-constructs:lockData';

/** Whether the context of the app has the second key, given in code or by `-c`. */
export function hasSecondKey(scope: IConstruct, key: string): boolean {
  return [true, 'true'].includes(scope.node.tryGetContext(key));
}
