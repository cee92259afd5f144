import { Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ServicePlacementOptions } from '../../service-placement-options';

/** Name of the service: the given one, or one from the path of the construct. */
export function serviceNameOf(scope: Construct, { serviceName }: Pick<ServicePlacementOptions, 'serviceName'>): string {
  return serviceName ?? Names.uniqueResourceName(scope, { maxLength: 60, separator: '-' });
}
