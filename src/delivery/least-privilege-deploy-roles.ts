import { Construct } from 'constructs';
import { ImagePushRole, ImagePushRoleProps } from './image-push-role';
import { InfrastructureRole, InfrastructureRoleProps } from './infrastructure-role';
import { PlanRole, PlanRoleProps } from './plan-role';
import { deployRolesProblems } from './private/deploy-roles-problems';
import { ReleaseMarkerRole, ReleaseMarkerRoleProps } from './release-marker-role';
import { ServiceRollRole, ServiceRollRoleProps } from './service-roll-role';
import { SitePublishRole, SitePublishRoleProps } from './site-publish-role';
import { StackDeployRole, StackDeployRoleProps } from './stack-deploy-role';
import { throwOnProblems } from '../core/private/checks/problems';

/** Properties for defining `LeastPrivilegeDeployRoles`. */
export interface LeastPrivilegeDeployRolesProps {
  /** What the names of the roles begin with, such as `prd-rl-bank`. A role may have a name of its own. */
  readonly namePrefix: string;

  /**
   * The role that pushes images: `<prefix>-push-image`.
   * @default - there is none
   */
  readonly imagePush?: ImagePushRoleProps;

  /**
   * The role that rolls the service: `<prefix>-roll-service`. Pushing images never includes it.
   * @default - there is none, and whoever deploys the infrastructure rolls the service
   */
  readonly serviceRoll?: ServiceRollRoleProps;

  /**
   * The role that writes the release parameter: `<prefix>-mark-release`.
   * @default - there is none
   */
  readonly releaseMarker?: ReleaseMarkerRoleProps;

  /**
   * The roles that publish sites, by a name for each site: `<prefix>-publish-<name>`.
   * @default - there are none
   */
  readonly sitePublish?: Record<string, SitePublishRoleProps>;

  /**
   * The role that looks after records, certificates and the cache: `<prefix>-infrastructure`.
   * @default - there is none
   */
  readonly infrastructure?: InfrastructureRoleProps;

  /**
   * The role that compares and changes nothing: `<prefix>-plan`.
   * @default - there is none
   */
  readonly plan?: PlanRoleProps;

  /**
   * The role that deploys stacks through the bootstrap roles: `<prefix>-deploy`.
   * @default - there is none
   */
  readonly stackDeploy?: StackDeployRoleProps;
}

/**
 * The roles of CI for one system, each with what its job takes and no more. What each may do is a table in
 * test/delivery/cases, and a test proves that it is that and nothing else.
 */
export class LeastPrivilegeDeployRoles extends Construct {
  /** The role that pushes images. */
  public readonly imagePush?: ImagePushRole;

  /** The role that rolls the service. */
  public readonly serviceRoll?: ServiceRollRole;

  /** The role that writes the release parameter. */
  public readonly releaseMarker?: ReleaseMarkerRole;

  /** The roles that publish sites, by name. */
  public readonly sitePublish: Record<string, SitePublishRole>;

  /** The role that looks after records, certificates and the cache. */
  public readonly infrastructure?: InfrastructureRole;

  /** The role that compares and changes nothing. */
  public readonly plan?: PlanRole;

  /** The role that deploys stacks. */
  public readonly stackDeploy?: StackDeployRole;

  constructor(scope: Construct, id: string, props: LeastPrivilegeDeployRolesProps) {
    super(scope, id);
    throwOnProblems(this, ...deployRolesProblems(props));
    const named = <T extends { readonly roleName?: string }>(name: string, given: T): T => {
      return { ...given, roleName: given.roleName ?? `${props.namePrefix}-${name}` };
    };

    this.imagePush = props.imagePush && new ImagePushRole(this, 'ImagePush', named('push-image', props.imagePush));
    this.serviceRoll =
      props.serviceRoll && new ServiceRollRole(this, 'ServiceRoll', named('roll-service', props.serviceRoll));
    this.releaseMarker =
      props.releaseMarker && new ReleaseMarkerRole(this, 'ReleaseMarker', named('mark-release', props.releaseMarker));
    const sites = new Construct(this, 'SitePublish');
    this.sitePublish = Object.fromEntries(
      Object.entries(props.sitePublish ?? {})
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, site]) => [name, new SitePublishRole(sites, name, named(`publish-${name}`, site))]),
    );
    this.infrastructure =
      props.infrastructure &&
      new InfrastructureRole(this, 'Infrastructure', named('infrastructure', props.infrastructure));
    this.plan = props.plan && new PlanRole(this, 'Plan', named('plan', props.plan));
    this.stackDeploy =
      props.stackDeploy && new StackDeployRole(this, 'StackDeploy', named('deploy', props.stackDeploy));
  }
}
