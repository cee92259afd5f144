import { Duration, Size } from 'aws-cdk-lib';
import { FirewallMode } from '../edge';
import { NetworkEgress } from '../network';

/**
 * What an environment decides of a cell. Every field is required: a table of them can be read, and a capacity of your own
 * is one of the presets with what differs.
 */
export interface CellCapacity {
  /** Way out of the tasks: it is most of the hourly bill of an idle cell. */
  readonly egress: NetworkEgress;

  /** Least Aurora capacity units; 0 pauses a database without connections. */
  readonly databaseMinCapacity: number;

  /** Most Aurora capacity units of an instance: the ceiling of the bill. */
  readonly databaseMaxCapacity: number;

  /** Aurora readers that are always there. */
  readonly readers: number;

  /** Aurora readers that scaling may reach; equal to `readers`, it does not scale. */
  readonly maxReaders: number;

  /** Time that the automated backups of the database are kept. */
  readonly databaseBackupRetention: Duration;

  /** Whether AWS Backup keeps database and files in a vault. */
  readonly backupVault: boolean;

  /** Whether the vault is copied to another region. */
  readonly backupCopy: boolean;

  /** Node type of Redis, which holds queues and evicts nothing. */
  readonly queueNodeType: string;

  /** Replicas of Redis; 1 and more fail over to another zone. */
  readonly queueReplicas: number;

  /** Most data that the Valkey cache holds. */
  readonly cacheDataStorage: Size;

  /** Most ElastiCache processing units of the Valkey cache, a second. */
  readonly cacheEcpuPerSecond: number;

  /** DB instance class of the database of the permission service, in a cell that has one: `t4g.medium`. */
  readonly permissionsInstanceType: string;

  /** Whether that database has a standby in a second zone. */
  readonly permissionsStandby: boolean;

  /** Least tasks of an API and of a worker. */
  readonly minTasks: number;

  /** Most tasks of an API and of a worker. */
  readonly maxTasks: number;

  /** CPU units of a task; 1024 is a vCPU. */
  readonly taskCpu: number;

  /** Memory of a task. */
  readonly taskMemory: Size;

  /** Percent of the requests whose trace AWS X-Ray gets, by a collector in each task; 0 runs no collector. */
  readonly traceSamplingPercent: number;

  /** What the firewall does with the requests that its rules match. */
  readonly firewallMode: FirewallMode;

  /** Whether the firewall tells bots apart, which AWS bills by the request. */
  readonly botControl: boolean;

  /** Whether database, load balancer and stacks refuse their deletion. */
  readonly deletionProtection: boolean;

  /** Time that logs are kept. */
  readonly logRetention: Duration;

  /** Whether alarms may page; if not, a page opens a ticket. */
  readonly pages: boolean;

  /** Whether Route 53 asks the API from outside, and an alarm says that it does not answer. */
  readonly healthChecks: boolean;

  /** Whether the API versions have service level objectives. */
  readonly objectives: boolean;
}
