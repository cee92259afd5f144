import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-ecs';
import { CellCapacity } from './cell-capacity';
import { IServiceBinding } from '../core';
import { IManagedDatabase } from '../data';
import { EventTopic, IImageRepository, LaunchPhase, TelemetryOptions } from '../service';

/**
 * What a module may use of its cell. Files and Teams read all of it in every cell, so a further module makes no stack of the
 * cell export anything new.
 */
export interface CellParts {
  /** Name of the cell, `<productName>-<environment>`: prefix of each name in it. */
  readonly cellName: string;

  /** VPC of the cell. Tasks run in its app subnets. */
  readonly vpc: IVpc;

  /** ECS cluster of the cell, by its name. */
  readonly cluster: ICluster;

  /** Database, caches, files and services of the cell, for `uses` of a service. */
  readonly uses: IServiceBinding[];

  /** Database of the cell, for a login of its own: `database.forUser('importer')`, one of the `databaseUsers` of the cell. */
  readonly database: IManagedDatabase;

  /** Topic of the events of the cell. */
  readonly events: EventTopic;

  /** Image of the workers of all modules. `MODULE_NAME` says which of them a task is. */
  readonly workerImage: IImageRepository;

  /**
   * OpenTelemetry collector beside each task.
   * @default - none, where the environment samples no traces
   */
  readonly telemetry?: TelemetryOptions;

  /** Whether everything that the services wait for exists. */
  readonly launchPhase: LaunchPhase;

  /** What the environment decides: number and size of tasks, health checks, log retention. */
  readonly capacity: CellCapacity;

  /** URL of the newest version of the API, such as `https://api.acme.example/v2`: a release rolls it, and it then has the module. */
  readonly baseUrl: string;

  /** ARN of the KMS key of the cell. */
  readonly encryptionKeyArn: string;
}
