import { ApplicationProtocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { partTypeProblems, SERVICE_TYPES } from './service-types';
import { BUCKET, DURATION } from '../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import {
  BOOLEAN,
  instance,
  NUMBER,
  oneOf,
  OPTIONS,
  requireTypes,
  TEXT,
  Type,
  typeProblems,
} from '../../core/private/checks/types';
import { WEB_ACL_ARN } from '../../core/private/formats/web-acl-arn';
import type { ApiHealthCheck } from '../api-health-check';
import type { BankApiServiceProps } from '../bank-api-service';

/** Types of the props, but for those of which a check says more. */
const API_TYPES: { [Name in keyof BankApiServiceProps]: Type } = {
  ...SERVICE_TYPES,
  ...{ loadBalancerSubnets: OPTIONS, accessLogBucket: BUCKET },
  ...{ domain: instance('an ApiDomain', 'redirectFrom'), exposure: instance('an ApiExposure', 'isPublic') },
  ...{ routing: instance('an ApiRouting', 'patterns'), sslPolicy: TEXT, webAclArn: WEB_ACL_ARN, healthCheck: OPTIONS },
  targetProtocol: oneOf({ ApplicationProtocol }),
  ...{ loadBalancer: instance('an ISharedLoadBalancer', 'listenerArn'), rulePriority: NUMBER },
  ...{ requestTimeout: DURATION, accessLogRetention: DURATION, deletionProtection: BOOLEAN },
};

/** Types of the properties of `healthCheck`. */
const HEALTH_CHECK_TYPES: { [Name in keyof ApiHealthCheck]: Type } = {
  ...{ path: TEXT, interval: DURATION, timeout: DURATION },
};

/** Throws if a required prop is missing, or a prop is of another type. */
export function requireApiProps(scope: Construct, props: BankApiServiceProps): void {
  requireProps(scope, props, { vpc: true, image: true, domain: true });
  requireTypes(scope, props, API_TYPES);
  throwOnProblems(
    scope,
    ...typeProblems(props.healthCheck ?? {}, HEALTH_CHECK_TYPES, 'healthCheck.'),
    ...partTypeProblems(props),
  );
}
