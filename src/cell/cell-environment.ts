import { Duration, Size } from 'aws-cdk-lib';
import { CellCapacity } from './cell-capacity';
import { capacityProblems, environmentNameProblem, unknownEnvironmentProblem } from './private/environment-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument, requireProps } from '../core/private/checks/required-props';
import { OPTIONS, TEXT } from '../core/private/checks/types';
import { FirewallMode } from '../edge';
import { NetworkEgress } from '../network';

/** What staging has as production has it, and dev has not. */
const MIRRORED = { backupVault: true, deletionProtection: true, firewallMode: FirewallMode.BLOCK, healthChecks: true };

/** What production alone has, for the bill or for the people who would be called. */
const IN_PRODUCTION_ALONE = { backupCopy: false, botControl: false, pages: false, objectives: false };

/**
 * An environment of a product: its name, and the capacity of its cell.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/reducing-scope-of-impact-with-cell-based-architecture/what-is-a-cell-based-architecture.html
 * @example
 * import { CellEnvironment } from 'rl-bank-constructs/cell';
 *
 * const load = CellEnvironment.of('load', { ...CellEnvironment.PROD.capacity, maxTasks: 40, pages: false });
 */
export class CellEnvironment {
  /** Development: one of each, as small as it goes, and deleted with one command. */
  public static readonly DEV = new CellEnvironment('dev', {
    ...IN_PRODUCTION_ALONE,
    egress: NetworkEgress.singleNatGateway(),
    databaseMinCapacity: 0.5,
    databaseMaxCapacity: 4,
    readers: 0,
    maxReaders: 0,
    databaseBackupRetention: Duration.days(1),
    backupVault: false,
    queueNodeType: 'cache.t4g.small',
    queueReplicas: 0,
    cacheDataStorage: Size.gibibytes(1),
    cacheEcpuPerSecond: 1000,
    permissionsInstanceType: 't4g.micro',
    permissionsStandby: false,
    minTasks: 1,
    maxTasks: 1,
    taskCpu: 256,
    taskMemory: Size.mebibytes(512),
    traceSamplingPercent: 0,
    firewallMode: FirewallMode.COUNT,
    deletionProtection: false,
    logRetention: Duration.days(7),
    healthChecks: false,
  });

  /** Staging: production with fewer of each, so that a reader, a failover and a second task are met before it. */
  public static readonly STAGING = new CellEnvironment('staging', {
    ...IN_PRODUCTION_ALONE,
    ...MIRRORED,
    egress: NetworkEgress.singleNatGateway(),
    databaseMinCapacity: 0.5,
    databaseMaxCapacity: 16,
    readers: 1,
    maxReaders: 1,
    databaseBackupRetention: Duration.days(7),
    queueNodeType: 'cache.t4g.small',
    queueReplicas: 1,
    cacheDataStorage: Size.gibibytes(1),
    cacheEcpuPerSecond: 5000,
    permissionsInstanceType: 't4g.small',
    permissionsStandby: false,
    minTasks: 2,
    maxTasks: 4,
    taskCpu: 512,
    taskMemory: Size.mebibytes(1024),
    traceSamplingPercent: 20,
    logRetention: Duration.days(30),
  });

  /** Production: several zones for everything, tasks and readers that scale, copies in another region, pages. */
  public static readonly PROD = new CellEnvironment('prod', {
    ...MIRRORED,
    egress: NetworkEgress.natGatewayPerZone(),
    databaseMinCapacity: 0.5,
    databaseMaxCapacity: 128,
    readers: 1,
    maxReaders: 3,
    databaseBackupRetention: Duration.days(30),
    backupCopy: true,
    queueNodeType: 'cache.m7g.large',
    queueReplicas: 1,
    cacheDataStorage: Size.gibibytes(10),
    cacheEcpuPerSecond: 20000,
    permissionsInstanceType: 't4g.medium',
    permissionsStandby: true,
    minTasks: 2,
    maxTasks: 10,
    taskCpu: 512,
    taskMemory: Size.mebibytes(1024),
    traceSamplingPercent: 5,
    botControl: true,
    logRetention: Duration.days(365),
    pages: true,
    objectives: true,
  });

  /**
   * An environment of your own.
   * @param name 2 to 7 lowercase letters and digits, such as `load`: it ends the name of the cell
   * @param capacity one of the presets with what differs, or all of it
   */
  public static of(name: string, capacity: CellCapacity): CellEnvironment {
    requireArgument('CellEnvironment.of', 'name', name, TEXT);
    requireArgument('CellEnvironment.of', 'capacity', capacity, OPTIONS);
    requireProps('CellEnvironment.of', capacity, REQUIRED);
    throwOnProblems('CellEnvironment.of', environmentNameProblem(name), ...capacityProblems(capacity));
    return new CellEnvironment(name, capacity);
  }

  /**
   * The preset of a name, as the CLI passes it: `dev`, `staging` or `prod`.
   * @param text value of the context key `environment`
   */
  public static fromName(text: string): CellEnvironment {
    requireArgument('CellEnvironment.fromName', 'text', text, TEXT);
    const presets = [CellEnvironment.DEV, CellEnvironment.STAGING, CellEnvironment.PROD];
    const preset = presets.find(({ environmentName }) => environmentName === text);
    const names = presets.map(({ environmentName }) => environmentName);
    throwOnProblems('CellEnvironment.fromName', preset ? undefined : unknownEnvironmentProblem('text', text, names));
    return preset!;
  }

  private constructor(
    /** Name, which ends the name of the cell. */
    public readonly environmentName: string,
    /** What the environment decides. */
    public readonly capacity: CellCapacity,
  ) {}
}

/** All of it: a preset that a spread brings has each, and an object by hand may forget one. */
const REQUIRED: Record<keyof CellCapacity, true> = {
  egress: true,
  databaseMinCapacity: true,
  databaseMaxCapacity: true,
  readers: true,
  maxReaders: true,
  databaseBackupRetention: true,
  backupVault: true,
  backupCopy: true,
  queueNodeType: true,
  queueReplicas: true,
  cacheDataStorage: true,
  cacheEcpuPerSecond: true,
  permissionsInstanceType: true,
  permissionsStandby: true,
  minTasks: true,
  maxTasks: true,
  taskCpu: true,
  taskMemory: true,
  traceSamplingPercent: true,
  firewallMode: true,
  botControl: true,
  deletionProtection: true,
  logRetention: true,
  pages: true,
  healthChecks: true,
  objectives: true,
};
