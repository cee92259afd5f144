import { StackProps } from 'aws-cdk-lib';
import { CellDeployOptions } from './cell-deploy-options';
import { CellDomain } from './cell-domain';
import { CellEnvironment } from './cell-environment';
import { CellOptInProps } from './cell-opt-in-props';
import { CellPermissionsOptions } from './cell-permissions-options';
import { CellSigningOptions } from './cell-signing-options';
import { IPlatformModule } from './i-platform-module';
import { IAlarmTarget } from '../observability';
import { LaunchPhase } from '../service';

/** Properties for defining a `ProductCell`. */
export interface ProductCellProps extends StackProps, CellOptInProps {
  /** Name of the product, 2 to 20 lowercase letters, digits and hyphens: `<productName>-<environment>` begins every name. */
  readonly productName: string;

  /** Environment, which decides how much of each there is: `CellEnvironment.PROD`. */
  readonly environment: CellEnvironment;

  /** Modules beside Files and Teams, which each cell has; empty for none. */
  readonly modules: IPlatformModule[];

  /** Domain of the cell: `app.` and `api.` are below it. */
  readonly domain: CellDomain;

  /** Targets of alarms that need an answer now. An environment without `pages` notifies those of `ticket` instead. */
  readonly page: IAlarmTarget[];

  /** Targets of alarms that can wait for working hours. */
  readonly ticket: IAlarmTarget[];

  /**
   * Whether everything in `pendingInputs` exists, such as the images of API and worker.
   * @default LaunchPhase.NOT_READY
   */
  readonly launchPhase?: LaunchPhase;

  /**
   * Versions of the API that run side by side, such as `['v1', 'v2']`. Each has an image of its own and the paths below its name.
   * @default ['v1']
   */
  readonly apiVersions?: string[];

  /**
   * Address range of the VPC, with room for three tiers in three zones. Cells are never routed to each other: all may have the same.
   * @default '10.0.0.0/16'
   */
  readonly cidr?: string;

  /**
   * Origins of sites on other hosts that may call the API and upload files, such as `https://www.customer.example`.
   * @default - the app of the cell alone
   */
  readonly customerOrigins?: string[];

  /**
   * Logins of the database beside `app`, for modules with rights of their own, such as `importer`. The migration of the product
   * creates them, and finds the password of each in its environment.
   * @default - API, workers and modules have the login `app`
   */
  readonly databaseUsers?: string[];

  /**
   * Permission service, with a database and tasks of its own; `{}` for one with its defaults. API, workers and modules get its
   * `FGA_API_URL` and `FGA_API_TOKEN`; each of their tasks gets the proxy of Service Connect.
   * @default - the cell has none
   */
  readonly permissions?: CellPermissionsOptions;

  /**
   * Ids of tenants with a KMS key of their own, by which API and workers encrypt what they store. A key costs 1 USD a month.
   * @default - no keys of tenants: the key of the cell encrypts every store at rest
   */
  readonly tenants?: string[];

  /**
   * Countries that the firewall refuses, as ISO 3166 codes.
   * @default - the firewall takes requests from every country
   */
  readonly blockedCountries?: string[];

  /**
   * Signing of images by ECR when they are pushed: the newest version of the API is released with a signature alone.
   * @default - images are not signed
   */
  readonly signing?: CellSigningOptions;

  /**
   * Roles of CI, each for one job, and of those who read logs from outside.
   * @default - no roles
   */
  readonly deploy?: CellDeployOptions;
}
