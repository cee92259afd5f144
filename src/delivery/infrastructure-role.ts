import { Construct } from 'constructs';
import { DeployRole } from './deploy-role';
import { DeployRoleOptions } from './deploy-role-options';
import { InfrastructureScope } from './infrastructure-scope';
import { attach } from './private/attach';
import { infrastructureProblems } from './private/infrastructure-problems';
import {
  cloudFormationStatements,
  certificateStatements,
  cacheStatements,
  zoneStatements,
} from './private/infrastructure-statements';
import { throwOnProblems } from '../core/private/checks/problems';

/** Properties for defining an `InfrastructureRole`. */
export interface InfrastructureRoleProps extends DeployRoleOptions, InfrastructureScope {
  /**
   * Adds what CloudFormation needs on top when it makes records and certificates: `route53:GetChange` and
   * `acm:AddTagsToCertificate`, as a policy of its own.
   * @default false
   */
  readonly throughCloudFormation?: boolean;
}

/**
 * Writes the records of one zone, requests and deletes certificates for certain names, and makes and changes one cache.
 * It is not enough to deploy a stack, and not meant to: see `StackDeployRole`.
 */
export class InfrastructureRole extends DeployRole {
  constructor(scope: Construct, id: string, props: InfrastructureRoleProps) {
    super(scope, id, { ...props, description: 'Looks after records, certificates and the cache' });
    throwOnProblems(this, ...infrastructureProblems(this, props));
    attach(this, 'Records', zoneStatements(props));
    attach(this, 'Certificates', certificateStatements(this, props));
    attach(this, 'Cache', cacheStatements(props));
    if (props.throughCloudFormation) {
      attach(this, 'ThroughCloudFormation', cloudFormationStatements(this, props));
    }
  }
}
