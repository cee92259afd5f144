import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { DataStack } from './data-stack';
import { SettingsStack } from './settings-stack';
import { Stage } from './stages';
import { launchPhaseOf } from '../shared/launch-phase';
import { outputPendingInputs } from '../shared/pending-inputs';
import { ServiceBinding } from 'rl-bank-constructs/core';
import { BankDns } from 'rl-bank-constructs/network';
import {
  ApiDomain,
  ApiExposure,
  ApiRouting,
  BankApiService,
  ImageRepository,
  SchemaMigration,
  SharedLoadBalancer,
} from 'rl-bank-constructs/service';

interface AppStackProps extends StackProps {
  readonly stage: Stage;
  readonly vpc: IVpc;
  readonly dns: BankDns;
  readonly data: DataStack;
  readonly settings: SettingsStack;
}

/** API and reports behind one load balancer that CloudFront alone reaches, and the migration before each release. */
export class AppStack extends Stack {
  public readonly loadBalancer: SharedLoadBalancer;
  public readonly api: BankApiService;
  public readonly apiImage: ImageRepository;
  public readonly reports: BankApiService;
  public readonly reportsImage: ImageRepository;
  public readonly migration: SchemaMigration;

  constructor(scope: Construct, id: string, props: AppStackProps) {
    const { stage, vpc, dns, data, settings, ...own } = props;
    super(scope, id, { ...own, description: 'API and reports of the retail enterprise' });
    const { name, host, desiredCount } = stage;
    const registry = `${this.account}.dkr.ecr.${this.region}.amazonaws.com`;
    const domain = ApiDomain.behindCloudFront(dns, `api.${host}`);
    this.loadBalancer = new SharedLoadBalancer(this, 'LoadBalancer', {
      ...{ vpc, domain, exposure: ApiExposure.cloudFront() },
      deletionProtection: this.node.tryGetContext('deletionProtection') !== 'false',
    });
    const shared = {
      ...{ vpc, loadBalancer: this.loadBalancer, settings: settings.services, desiredCount },
      launchPhase: launchPhaseOf(this.node),
      healthCheck: { path: '/api/live' },
      logRetention: Duration.days(30),
      rollOnSecretChange: true,
      telemetry: { image: ImageRepository.fromImageUri(this, 'Collector', `${registry}/otel-collector:v0.43.3`) },
    };

    this.apiImage = new ImageRepository(this, 'ApiImage', { image: `${registry}/${name}-api:live`, nextTag: true });
    this.api = new BankApiService(this, 'Api', {
      ...shared,
      domain,
      image: this.apiImage,
      uses: [data.database.forUser('app'), data.redis],
    });
    this.migration = new SchemaMigration(this, 'Migration', {
      ...{ vpc, service: this.api, image: this.apiImage, command: stage.migration },
      ...{ settings: settings.migration, uses: [data.database.forOwner()], environment: { STAGE: name } },
    });

    this.reportsImage = new ImageRepository(this, 'ReportsImage', { image: `${registry}/${name}-reports:live` });
    const ofReplica = { DB_HOST: 'DB_WRITER_HOST', DB_READER_HOST: 'DB_HOST' };
    this.reports = new BankApiService(this, 'Reports', {
      ...shared,
      domain: ApiDomain.withSameName(domain),
      routing: ApiRouting.paths(['/api/reports', '/api/reports/*']),
      cluster: this.api.cluster,
      image: this.reportsImage,
      uses: [ServiceBinding.withNames(data.database.forUser('reports'), ofReplica), data.files],
    });
    outputPendingInputs([this.api, this.migration, this.reports]);
    new CfnOutput(this, 'Release', { value: this.migration.startCommand });
  }
}
