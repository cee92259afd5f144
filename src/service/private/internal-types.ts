import { Construct } from 'constructs';
import { tlsTypeProblems } from './service-connect/tls-problems';
import { partTypeProblems, SERVICE_TYPES } from './service-types';
import { DURATION } from '../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import { instance, NUMBER, OPTIONS, requireTypes, TEXT, Type } from '../../core/private/checks/types';
import type { InternalServiceProps } from '../internal-service';

/** Types of the props, but for those of which a check says more. */
const INTERNAL_TYPES: { [Name in keyof InternalServiceProps]: Type } = {
  ...SERVICE_TYPES,
  ...{ stopTimeout: DURATION, requestTimeout: DURATION, idleTimeout: DURATION },
  ...{ containerPort: NUMBER, serviceConnectName: TEXT },
  tls: OPTIONS,
  protocol: instance('an AppProtocol', 'value'),
  cloudMapNamespace: instance('an IHttpNamespace, such as `new HttpNamespace(…)`', 'httpNamespaceRef'),
};

/** Throws if a required prop is missing, or a prop is of another type. */
export function requireInternalProps(scope: Construct, props: InternalServiceProps): void {
  requireProps(scope, props, { vpc: true, image: true, containerPort: true });
  requireTypes(scope, props, INTERNAL_TYPES);
  throwOnProblems(scope, ...partTypeProblems(props), ...tlsTypeProblems(props.tls));
}
