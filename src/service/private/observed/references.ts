import { Construct } from 'constructs';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';

/** A name that CloudFormation generates. */
export interface MadeUpName {
  /** What the name is of, in PascalCase. */
  readonly name: string;
  /** Construct that has the name. */
  readonly owner: Construct;
  /** The name, as the owner's stack sees it. */
  readonly value: string;
  /** Values whose change replaces the resource, and so its name. */
  readonly replacedBy: unknown[];
}

/** The name for alarms and dashboards in other stacks, by weak reference: no export blocks replacing the resource. */
export function crossStackName({ name, owner, value, replacedBy }: MadeUpName): string {
  return crossStackValue(owner, { name, value, identity: ({ logicalId }) => [logicalId, ...replacedBy] });
}
