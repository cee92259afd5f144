import { Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { customerKey } from './adopted';
import { BankStack } from './bank-stack';
import { ValkeyCache } from '../../../data';
import { ImportedNetwork } from '../../../network';
import type { BankMvpConfig } from '../../bank-mvp-config';

/** The ElastiCache cache, in the existing VPC. */
export class CacheStack extends BankStack {
  public readonly network: ImportedNetwork;
  public readonly cache: ValkeyCache;

  constructor(scope: Construct, id: string, config: BankMvpConfig) {
    super(scope, id, config, 'The cache of the API');
    this.network = new ImportedNetwork(this, 'network', config.network);
    this.cache = new ValkeyCache(this, 'cache', {
      vpc: this.network.vpc,
      subnets: this.network.privateSubnets,
      maxDataStorage: Size.gibibytes(config.cache.maxDataGigabytes),
      maxEcpuPerSecond: config.cache.maxEcpuPerSecond,
      encryptionKey: customerKey(this, config),
    });
  }
}
