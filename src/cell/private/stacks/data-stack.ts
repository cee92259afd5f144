import { Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { searchOf } from './search';
import { acknowledge } from '../../../core/private/resources/acknowledge';
import {
  AuroraPostgresCluster,
  DataBackup,
  FileStore,
  PostgresDatabase,
  RedisReplicationGroup,
  SearchDomain,
  TenantKeys,
  ValkeyCache,
} from '../../../data';
import { ThreeTierNetwork } from '../../../network';
import { CellPlan, partOf } from '../cell-plan';
import { copyRegionOf } from '../copy-region';
import { permissionsDatabase } from '../permissions-database';

/** Everything that keeps data. */
export interface DataPart {
  readonly stack: Stack;
  readonly encryptionKey: Key;
  readonly database: AuroraPostgresCluster;
  readonly cache: ValkeyCache;
  readonly queue: RedisReplicationGroup;
  readonly files: FileStore;
  readonly tenantKeys?: TenantKeys;
  readonly backup?: DataBackup;
  /** Of a cell with a permission service. */
  readonly permissions?: PostgresDatabase;
  readonly search?: SearchDomain;
}

/** Database, caches, files and backups, all under one key of the cell. */
export function dataStack(cell: Stack, plan: CellPlan, { vpc, dataSubnets: subnets }: ThreeTierNetwork): DataPart {
  const { capacity, domain, customerOrigins } = plan;
  const { readers, maxReaders, backupVault, deletionProtection } = capacity;
  const stack = partOf(cell, 'data', 'database, caches, files and backups', deletionProtection);
  const encryptionKey = new Key(stack, 'Key', {
    description: `Data of ${plan.cellName}`,
    enableKeyRotation: true,
  });
  // The topic of the cell sends to the queues of modules, which know the key by its ARN.
  encryptionKey.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EventsToModules',
      principals: [new ServicePrincipal('sns.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'], // in a key policy: this key
      // Without it, a topic of any account has SNS use the key. CloudFormation begins the name of a topic with that of its stack.
      conditions: { ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'sns', resource: `${plan.cellName}-*` }) } },
    }),
  );
  const place = { vpc, subnets, encryptionKey };
  const database = new AuroraPostgresCluster(stack, 'Database', {
    ...place,
    databaseName: 'product',
    users: plan.databaseUsers,
    minCapacity: capacity.databaseMinCapacity,
    maxCapacity: capacity.databaseMaxCapacity,
    readers,
    maxReaders: maxReaders > readers ? maxReaders : undefined,
    backupRetention: capacity.databaseBackupRetention,
    logRetention: capacity.logRetention,
    deletionProtection,
  });
  const cache = new ValkeyCache(stack, 'Cache', {
    ...place,
    maxDataStorage: capacity.cacheDataStorage,
    maxEcpuPerSecond: capacity.cacheEcpuPerSecond,
  });
  // Valkey Serverless evicts, and a queue that loses jobs is none.
  const queue = new RedisReplicationGroup(stack, 'Queue', {
    ...place,
    nodeType: capacity.queueNodeType,
    replicas: capacity.queueReplicas,
  });
  if (capacity.queueReplicas === 0) {
    acknowledge(queue, 'AEC4', 'An environment without replicas accepts that a lost zone takes its queues along.');
  }
  const files = new FileStore(stack, 'Files', {
    prefixPerTenant: true,
    corsOrigins: [`https://app.${domain.domainName}`, ...customerOrigins],
    encryptionKey,
  });
  const permissions = plan.permissions ? permissionsDatabase(stack, plan, place) : undefined;
  const kept = [database, files, ...(permissions ? [permissions] : [])].map((it) => BackupResource.fromConstruct(it));
  const tenantKeys =
    plan.tenants && new TenantKeys(stack, 'TenantKeys', { namePrefix: plan.cellName, tenants: plan.tenants });
  const copyTo = capacity.backupCopy ? copyRegionOf(cell.region) : undefined;
  const backup = backupVault
    ? new DataBackup(stack, 'Backup', { resources: kept, copyTo, continuousS3Backup: true })
    : undefined;
  const search = searchOf(stack, plan, place);
  return { stack, encryptionKey, database, cache, queue, files, backup, permissions, search, tenantKeys };
}
