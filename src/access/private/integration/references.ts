import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { renderedProperties } from '../../../core/private/stacks/resource-identity';

/** A value of a resource that CloudFormation makes up. */
export interface MadeUpValue {
  readonly name: string;
  readonly value: string;
  /** Properties whose change replaces the resource, and so the value. */
  readonly replacedBy?: string[];
}

/** The value for any stack, by weak reference; as it is where the resource is imported. */
export function crossStack(owner: IConstruct, { name, value, replacedBy = [] }: MadeUpValue): string {
  return crossStackValue(owner, {
    name,
    value,
    identity: (resource) => {
      const properties = renderedProperties(resource);
      return [resource.logicalId, ...replacedBy.map((it) => properties[it])];
    },
  });
}

/** The ARN of a function, alias or version for any stack. */
export function functionArnOf(fn: IFunction): string {
  return crossStack(fn, { name: 'FunctionArn', value: fn.functionArn, replacedBy: OF_FUNCTION });
}

/** The name of a function, be it that of an alias or a version, for any stack. */
export function functionNameOf(fn: IFunction): string {
  const { version, lambda } = fn as IFunction & { version?: { lambda: IFunction }; lambda?: IFunction };
  const owner = version?.lambda ?? lambda ?? fn;
  return crossStack(owner, { name: 'FunctionName', value: owner.functionName, replacedBy: OF_FUNCTION });
}

const OF_FUNCTION = ['FunctionName', 'PackageType'];
