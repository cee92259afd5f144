import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { DeployRoleOptions } from './deploy-role-options';
import { ManageInfrastructureOptions } from './infrastructure-options';
import { DeployStacksOptions, DiffStacksOptions } from './stack-options';
import { IEcsService, IImageRepository, IImageSigning, ISchemaMigration } from '../service';
import { IStaticSpaSite } from '../site';

/** Options of the role that pushes images: its `roleName` is `<namePrefix>-push-image` by default. */
export interface ImagePushRoleOptions extends DeployRoleOptions {
  /** ECR repository, with the deployment tag. */
  readonly image: IImageRepository;

  /**
   * Signing by which ECR signs what the role pushes.
   * @default - what the role pushes is not signed
   */
  readonly signing?: IImageSigning;
}

/** Options of the role that forces deployments of a service: its `roleName` is `<namePrefix>-roll-service` by default. */
export interface ServiceRollRoleOptions extends DeployRoleOptions {
  /** ECS service. */
  readonly service: IEcsService;
}

/** Options of the role that starts releases with a migration: its `roleName` is `<namePrefix>-release-service` by default. */
export interface ServiceReleaseRoleOptions extends DeployRoleOptions {
  /** Migration of the service, with its state machine. */
  readonly migration: ISchemaMigration;
}

/** Options of the role that writes the release parameter: its `roleName` is `<namePrefix>-mark-release` by default. */
export interface ReleaseMarkerRoleOptions extends DeployRoleOptions {
  /** Parameter with the release that runs, such as `SENTRY_RELEASE` of `ServiceSettings`. */
  readonly parameter: IStringParameter;
}

/** Options of a role that publishes a site: its `roleName` is `<namePrefix>-publish-<name>` by default. */
export interface SitePublishRoleOptions extends DeployRoleOptions {
  /** Site, with its bucket and distribution. */
  readonly site: IStaticSpaSite;
}

/** Options of the role that manages records, certificates and cache: its `roleName` is `<namePrefix>-infrastructure` by default. */
export interface InfrastructureRoleOptions extends DeployRoleOptions, ManageInfrastructureOptions {}

/** Options of the role that compares stacks: its `roleName` is `<namePrefix>-plan` by default. */
export interface PlanRoleOptions extends DeployRoleOptions, DiffStacksOptions {}

/** Options of the role that deploys stacks: its `roleName` is `<namePrefix>-deploy` by default. */
export interface StackDeployRoleOptions extends DeployRoleOptions, DeployStacksOptions {}
