import { CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { topLevelStack } from './stack-of';
import { weakReference, WeakReferenceProps } from './weak-reference';

/** A value that CloudFormation makes up with a resource. */
export interface CrossStackValue extends Pick<WeakReferenceProps, 'name' | 'value'> {
  /** Everything that changes the value, by default the logical id. Read late, when all of it is known. */
  readonly identity?: (resource: CfnResource) => unknown;
}

/**
 * A value of a resource of this app for any stack, by weak reference: no CloudFormation export blocks replacing the resource.
 * The value as it is where the resource is imported.
 */
export function crossStackValue(owner: IConstruct, { name, value, identity }: CrossStackValue): string {
  const resource = CfnResource.isCfnResource(owner) ? owner : owner.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) {
    return value;
  }
  const identityOf = () => (identity ? identity(resource) : resource.logicalId);
  return weakReference({ producer: topLevelStack(resource), name, value, identity: identityOf });
}
