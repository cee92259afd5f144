import { Duration, Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { adoptedBucket, adoptedCluster, adoptedLogGroup, customerKey } from './adopted';
import { BankStack } from './bank-stack';
import { ExternalDatabase, ValkeyCache } from '../../../data';
import { ImportedNetwork } from '../../../network';
import { ApiDomain, LaunchPhase, BankApiService, IImageRepository, ImageRepository } from '../../../service';
import type { BankMvpConfig } from '../../bank-mvp-config';
import type { BankSecretsScaffold } from '../../bank-secrets-scaffold';
import { API_REQUEST_TIMEOUT } from '../request-timeout';

/** What the API stands between. */
export interface ApiNeighbours {
  readonly network: ImportedNetwork;
  readonly cache: ValkeyCache;
  /** The repository, unless it exists already. */
  readonly image?: IImageRepository;
  readonly domain: ApiDomain;
  readonly settings: BankSecretsScaffold;
}

/** The API: one service behind a load balancer, between the internet, the cache and the database. */
export class ApiStack extends BankStack {
  public readonly api: BankApiService;
  public readonly image: IImageRepository;
  /** The database, where its ports are known. */
  public readonly database?: ExternalDatabase;

  constructor(scope: Construct, id: string, config: BankMvpConfig, neighbours: ApiNeighbours) {
    super(scope, id, config, 'The API and its load balancer');
    const { network, cache, domain, settings } = neighbours;
    const { api, adopt } = config;
    const scales = api.scaling !== undefined && api.launchPhase === LaunchPhase.RUNNING; // it decides how many from then on

    if (config.database.ports.length > 0) {
      this.database = new ExternalDatabase(this, 'database', {
        uriSecret: settings.secrets.DB_URI,
        ...config.database,
      });
    }
    this.image = neighbours.image ?? ImageRepository.fromImageUri(this, 'images', api.image);
    this.api = new BankApiService(this, 'bank-api', {
      serviceName: `${config.namePrefix}-api`,
      vpc: network.vpc,
      cluster: adoptedCluster(this, network.vpc, adopt.clusterName),
      domain,
      image: this.image,
      settings,
      containerPort: api.containerPort,
      uses: this.database && [this.database],
      cpu: api.cpu,
      memory: Size.mebibytes(api.memoryMiB),
      routing: api.routing,
      requestTimeout: API_REQUEST_TIMEOUT,
      healthCheck: { path: api.healthCheckPath },
      launchPhase: api.launchPhase,
      desiredCount: scales ? undefined : api.desiredCount,
      scaling: api.scaling,
      webAclArn: api.webAclArn,
      logGroup: adoptedLogGroup(this, adopt.logGroupName),
      logRetention: adopt.logGroupName === undefined ? Duration.days(api.logRetentionDays) : undefined,
      logEncryptionKey: customerKey(this, config), // also of the log group of deployments, beside an adopted one
      accessLogBucket: adoptedBucket(this, adopt.apiAccessLogBucketName),
    });
    cache.allowAccessFrom(this.api.service);
    network.allowEndpointAccessFrom(this.api.service);
  }
}
