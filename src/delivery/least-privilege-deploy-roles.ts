import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { DeployPermissions } from './deploy-permissions';
import { DeployRole, DeployRoleProps } from './deploy-role';
import { DeployRoleOptions } from './deploy-role-options';
import { deployRolesProblems, deployRolesTypeProblems } from './private/deploy-roles-problems';
import { requireRoleOptions } from './private/required-options';
import {
  ImagePushRoleOptions,
  InfrastructureRoleOptions,
  PlanRoleOptions,
  ReleaseMarkerRoleOptions,
  ServiceReleaseRoleOptions,
  ServiceRollRoleOptions,
  SitePublishRoleOptions,
  StackDeployRoleOptions,
} from './role-options';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';

/** Properties for defining `LeastPrivilegeDeployRoles`. */
export interface LeastPrivilegeDeployRolesProps {
  /** Prefix of the role names, such as `prd-rl-bank`. The options of each role can set another name. */
  readonly namePrefix: string;

  /**
   * Role that pushes images: `<prefix>-push-image`.
   * @default - no role
   */
  readonly imagePush?: ImagePushRoleOptions;

  /**
   * Role that forces deployments of the service: `<prefix>-roll-service`. The role that pushes images cannot.
   * @default - no role: the service is rolled with the deployment of its stack
   */
  readonly serviceRoll?: ServiceRollRoleOptions;

  /**
   * Role that starts releases of a service with a migration before each: `<prefix>-release-service`. It takes the place of
   * `serviceRoll`, which could roll past a migration.
   * @default - no role
   */
  readonly serviceRelease?: ServiceReleaseRoleOptions;

  /**
   * Role that writes the release parameter: `<prefix>-mark-release`.
   * @default - no role
   */
  readonly releaseMarker?: ReleaseMarkerRoleOptions;

  /**
   * Roles that publish sites, by a name for each site: `<prefix>-publish-<name>`.
   * @default - no roles
   */
  readonly sitePublish?: Record<string, SitePublishRoleOptions>;

  /**
   * Role that manages records, certificates and the cache: `<prefix>-infrastructure`.
   * @default - no role
   */
  readonly infrastructure?: InfrastructureRoleOptions;

  /**
   * Role that compares stacks and changes nothing: `<prefix>-plan`.
   * @default - no role
   */
  readonly plan?: PlanRoleOptions;

  /**
   * Role that deploys stacks through the CDK bootstrap roles: `<prefix>-deploy`.
   * @default - no role
   */
  readonly stackDeploy?: StackDeployRoleOptions;
}

/**
 * IAM roles for the CI of one system: one role for each job, with the permissions of `DeployPermissions`.
 *
 * [src/delivery/README.md](https://github.com/rl-bank/rl-bank-constructs/blob/main/src/delivery/README.md)
 * lists the actions of each role. Tests simulate the roles of examples/rl-bank against tables of what is allowed.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
 * @example
 * import { DeployTrust, GitHubRepository, LeastPrivilegeDeployRoles, OidcIssuer } from 'rl-bank-constructs/delivery';
 * import { BankApiService, ImageRepository } from 'rl-bank-constructs/service';
 *
 * declare const image: ImageRepository;
 * declare const service: BankApiService;
 *
 * const gitHub = new OidcIssuer(this, 'GitHub');
 * const repository = GitHubRepository.of('rl-bank/rl-bank-api');
 * const trust = DeployTrust.oidc(gitHub, repository.subjectsForEnvironment('prd'));
 * new LeastPrivilegeDeployRoles(this, 'DeployRoles', {
 *   namePrefix: 'prd-rl-bank',
 *   imagePush: { trust, image },
 *   serviceRoll: { trust, service },
 * });
 */
@propertyInjectable
export class LeastPrivilegeDeployRoles extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.delivery.LeastPrivilegeDeployRoles';

  /** Role that pushes images. */
  public readonly imagePush?: DeployRole;

  /** Role that forces deployments of the service. */
  public readonly serviceRoll?: DeployRole;

  /** Role that starts releases of a service with a migration. */
  public readonly serviceRelease?: DeployRole;

  /** Role that writes the release parameter. */
  public readonly releaseMarker?: DeployRole;

  /** Roles that publish sites, by name. */
  public readonly sitePublish: Record<string, DeployRole>;

  /** Role that manages records, certificates and the cache. */
  public readonly infrastructure?: DeployRole;

  /** Role that compares stacks and changes nothing. */
  public readonly plan?: DeployRole;

  /** Role that deploys stacks. */
  public readonly stackDeploy?: DeployRole;

  constructor(scope: Construct, id: string, props: LeastPrivilegeDeployRolesProps) {
    super(scope, id);
    requireProps(this, props, { namePrefix: true });
    throwOnProblems(this, ...deployRolesTypeProblems(props));
    throwOnProblems(this, ...deployRolesProblems(props));
    requireRoleOptions(this, props);
    const { imagePush, serviceRoll, serviceRelease, releaseMarker, sitePublish, infrastructure, plan, stackDeploy } =
      props;
    const named = (job: string, options: DeployRoleOptions, permissions: DeployPermissions): DeployRoleProps => {
      return { ...options, permissions, roleName: options.roleName ?? `${props.namePrefix}-${job}` };
    };

    if (imagePush) {
      const { image, signing } = imagePush;
      const permissions = signing
        ? DeployPermissions.pushSignedImages(image, signing)
        : DeployPermissions.pushImages(image);
      this.imagePush = new DeployRole(this, 'ImagePush', named('push-image', imagePush, permissions));
    }
    if (serviceRoll) {
      const permissions = DeployPermissions.rollService(serviceRoll.service);
      this.serviceRoll = new DeployRole(this, 'ServiceRoll', named('roll-service', serviceRoll, permissions));
    }
    if (serviceRelease) {
      const permissions = DeployPermissions.releaseService(serviceRelease.migration);
      this.serviceRelease = new DeployRole(
        this,
        'ServiceRelease',
        named('release-service', serviceRelease, permissions),
      );
    }
    if (releaseMarker) {
      const permissions = DeployPermissions.writeReleaseParameter(releaseMarker.parameter);
      this.releaseMarker = new DeployRole(this, 'ReleaseMarker', named('mark-release', releaseMarker, permissions));
    }
    const sites = new Construct(this, 'SitePublish');
    this.sitePublish = Object.fromEntries(
      Object.entries(sitePublish ?? {})
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, options]) => {
          const permissions = DeployPermissions.publishSite(options.site);
          return [name, new DeployRole(sites, name, named(`publish-${name}`, options, permissions))];
        }),
    );
    if (infrastructure) {
      const permissions = DeployPermissions.manageInfrastructure(infrastructure);
      this.infrastructure = new DeployRole(
        this,
        'Infrastructure',
        named('infrastructure', infrastructure, permissions),
      );
    }
    if (plan) {
      this.plan = new DeployRole(this, 'Plan', named('plan', plan, DeployPermissions.diffStacks(plan)));
    }
    if (stackDeploy) {
      const permissions = DeployPermissions.deployStacks(stackDeploy);
      this.stackDeploy = new DeployRole(this, 'StackDeploy', named('deploy', stackDeploy, permissions));
    }
  }
}
