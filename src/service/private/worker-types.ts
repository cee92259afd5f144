import { Construct } from 'constructs';
import { partTypeProblems, SERVICE_TYPES } from './service-types';
import { DURATION } from '../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import { requireTypes, TEXTS } from '../../core/private/checks/types';
import type { WorkerServiceProps } from '../worker-service';

/** Throws if a required prop is missing, or a prop is of another type. */
export function requireWorkerProps(scope: Construct, props: WorkerServiceProps): void {
  requireProps(scope, props, { vpc: true, image: true });
  requireTypes(scope, props, { ...SERVICE_TYPES, command: TEXTS, stopTimeout: DURATION });
  throwOnProblems(scope, ...partTypeProblems(props));
}
