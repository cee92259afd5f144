import { Stack } from 'aws-cdk-lib';
import { InfrastructureOptions } from './infrastructure-options';

/** Options for `DeployPermissions.deployStacks()`. */
export interface DeployStacksOptions {
  /**
   * Regions of the bootstrap roles.
   * @default - the region of the stack, and us-east-1
   */
  readonly regions?: string[];

  /**
   * Qualifier of the CDK bootstrap.
   * @default - the qualifier that the stack of the role is deployed with
   */
  readonly qualifier?: string;

  /**
   * Whether `cdk deploy` publishes container image assets. The image of an `ImageRepository` is not one of these.
   * @default false
   */
  readonly publishImageAssets?: boolean;
}

/** Options for `DeployPermissions.diffStacks()`. */
export interface DiffStacksOptions {
  /** Stacks to compare, beside the stack of the role. Their nested stacks and us-east-1 twins are included. */
  readonly stacks: Stack[];

  /**
   * Infrastructure that the role can read, as `DeployPermissions.manageInfrastructure()` takes it.
   * @default - the stacks alone
   */
  readonly infrastructure?: InfrastructureOptions;

  /**
   * Qualifier of the CDK bootstrap, whose version `cdk diff` reads.
   * @default - the qualifier that each stack is deployed with
   */
  readonly qualifier?: string;
}
