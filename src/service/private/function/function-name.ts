import { Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ServiceFunctionProps } from '../../service-function-options';

/** Name of the function: the given one, or one from the path of the construct. */
export function functionNameOf(scope: Construct, { functionName }: Pick<ServiceFunctionProps, 'functionName'>): string {
  return functionName ?? Names.uniqueResourceName(scope, { maxLength: 64, separator: '-' });
}
