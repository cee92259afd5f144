import { App, Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ObjectLockRetention, StorageClass } from 'aws-cdk-lib/aws-s3';
import { IMAGE } from './api';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { networkIn } from './scaffold';
import { threeTiersIn } from './three-tiers';
import { IServiceBinding } from '../../src/core';
import { FileStore, RedisEngine, RedisReplicationGroup, SearchDomain, TenantKeys } from '../../src/data';
import { ImageRepository, WorkerService } from '../../src/service';

/** What services keep files and jobs in, each with a service that uses it. */
export const stores: Record<string, Variants> = {
  FileStore: {
    defaults: (app) => {
      workerWith(app, new FileStore(workloadStack(app, 'Files'), 'Files'));
    },
    hardened: (app) => {
      const stack = workloadStack(app, 'Files');
      const store = new FileStore(stack, 'Files', {
        prefixPerTenant: true,
        corsOrigins: ['https://*.bank.example'],
        writeOnce: ObjectLockRetention.governance(Duration.days(365)),
        transitions: [{ storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(90) }],
        encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
        eventBridgeEnabled: true,
        requestMetrics: true,
      });
      workerWith(app, store);
    },
  },
  RedisReplicationGroup: {
    defaults: (app) => {
      const stack = workloadStack(app, 'Data');
      workerWith(app, new RedisReplicationGroup(stack, 'Queue', { vpc: networkIn(stack).vpc }));
    },
    hardened: (app) => {
      const stack = workloadStack(app, 'Data');
      const queue = new RedisReplicationGroup(stack, 'Queue', {
        vpc: networkIn(stack).vpc,
        engine: RedisEngine.REDIS_7_1,
        nodeType: 'cache.m7g.large',
        replicas: 2,
        parameters: { timeout: '300' },
        encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
        snapshotRetention: Duration.days(35),
      });
      workerWith(app, queue);
    },
  },
  SearchDomain: {
    defaults: (app) => {
      const stack = workloadStack(app, 'Data');
      workerWith(app, new SearchDomain(stack, 'Search', { vpc: networkIn(stack).vpc }));
    },
    hardened: (app) => {
      const stack = workloadStack(app, 'Data');
      const { vpc } = threeTiersIn(stack);
      const search = new SearchDomain(stack, 'Search', {
        vpc,
        subnets: { subnets: vpc.isolatedSubnets },
        engineVersion: 'OpenSearch_2.17',
        dataNodeType: 'm7g.large.search',
        dataNodes: 6,
        dedicatedMasters: 5,
        dedicatedMasterType: 'm7g.medium.search',
        multiAzWithStandby: true,
        volumeSize: Size.gibibytes(100),
        encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
        logRetention: Duration.days(365),
      });
      workerWith(app, search);
    },
  },
  TenantKeys: {
    defaults: (app) => {
      const props = { namePrefix: 'acme-crm-prod', tenants: ['north'] };
      workerWith(app, new TenantKeys(workloadStack(app, 'Data'), 'TenantKeys', props));
    },
    hardened: (app) => {
      const removalPolicy = RemovalPolicy.RETAIN;
      const props = { namePrefix: 'acme-crm-prod', tenants: ['north', 'south'], removalPolicy };
      workerWith(app, new TenantKeys(workloadStack(app, 'Data'), 'TenantKeys', props));
    },
  },
};

/** A service in a stack of its own, which uses the store. */
function workerWith(app: App, store: IServiceBinding): void {
  const stack = workloadStack(app, 'Service');
  const { vpc } = networkIn(stack);
  const image = new ImageRepository(stack, 'Image', { image: IMAGE });
  new WorkerService(stack, 'Worker', { vpc, image, uses: [store] });
}
