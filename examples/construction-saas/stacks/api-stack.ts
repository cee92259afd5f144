import { CfnOutput, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AuditStack } from './audit-stack';
import { DataStack } from './data-stack';
import { FilesStack } from './files-stack';
import { IdentityStack } from './identity-stack';
import { NetworkStack } from './network-stack';
import { PeeringStack } from './peering-stack';
import { RegionStack } from './region-stack';
import { launchPhaseOf } from '../../shared/launch-phase';
import { outputPendingInputs } from '../../shared/pending-inputs';
import { ServiceBinding } from 'rl-bank-constructs/core';
import { IBankDns } from 'rl-bank-constructs/network';
import {
  ApiDomain,
  ApiExposure,
  ApiRouting,
  BankApiService,
  ImageRepository,
  SchemaMigration,
  SharedLoadBalancer,
  StandaloneTask,
} from 'rl-bank-constructs/service';

/** The login of the registry beside that of a tenant. */
const REGISTRY = Object.fromEntries(
  ['DB_HOST', 'DB_NAME', 'DB_PORT', 'DB_USER', 'DB_PASSWORD'].map((name) => [name, `REGISTRY_${name}`]),
);

interface ApiStackProps extends StackProps {
  readonly dns: IBankDns;
  readonly domain: string;
  readonly network: NetworkStack;
  readonly data: DataStack;
  /** The way to the registry of another region, `undefined` where `data` has it. */
  readonly peering?: PeeringStack;
  readonly files: FilesStack;
  readonly identity: IdentityStack;
  readonly audit: AuditStack;
}

/** The API behind an internal load balancer, which CloudFront alone reaches; the migration before each release; new tenants where the registry is. */
export class ApiStack extends RegionStack {
  public readonly loadBalancer: SharedLoadBalancer;
  public readonly image: ImageRepository;
  public readonly api: BankApiService;
  public readonly migration: SchemaMigration;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    const { dns, domain, network, data, peering, files, identity, audit, ...own } = props;
    super(scope, id, { ...own, description: 'The API of the platform in this region' });
    const { vpc } = network;
    const { database, cache } = data;
    const elsewhere = peering && ServiceBinding.withNames(peering.registry, REGISTRY);
    const registry = elsewhere ?? ServiceBinding.withNames(database.forUser('registry'), REGISTRY);
    const environment = { TENANT_DOMAIN: domain, REGION: this.region };

    const tenants = ApiDomain.behindCloudFront(dns, `*.${domain}`);
    this.loadBalancer = new SharedLoadBalancer(this, 'LoadBalancer', {
      ...{ vpc, domain: tenants, exposure: ApiExposure.cloudFront() },
      deletionProtection: this.deletionProtection,
    });
    this.image = new ImageRepository(this, 'Image', {
      image: `${this.account}.dkr.ecr.${this.region}.amazonaws.com/platform-api:live`,
      nextTag: true,
    });
    this.api = new BankApiService(this, 'Api', {
      ...{ vpc, loadBalancer: this.loadBalancer, domain: tenants, routing: ApiRouting.paths(['/api/*']) },
      ...{ image: this.image, environment, launchPhase: launchPhaseOf(this.node, this.place) },
      uses: [
        ...[database.forUser('app'), registry, cache],
        ...[files.files, audit.queue.forSender(), identity.users.forLoginService(identity.client)],
      ],
      healthCheck: { path: '/api/live' },
      scaling: { minTasks: 2, maxTasks: 10 },
    });
    const asOwner = { vpc, image: this.image, environment };
    this.migration = new SchemaMigration(this, 'Migration', {
      ...asOwner,
      uses: [database.forOwner(), ...(elsewhere ? [elsewhere] : [])],
      service: this.api,
      command: ['node', 'migrate/migrate.mjs'],
    });
    outputPendingInputs([this.api, this.migration]);
    new CfnOutput(this, 'Release', { value: this.migration.startCommand });
    new CfnOutput(this, 'Migrate', { value: this.migration.migrateOnlyCommand });

    if (!elsewhere) {
      const command = ['node', 'migrate/onboard.mjs'];
      const uses = [database.forOwner()];
      const onboarding = new StandaloneTask(this, 'Onboarding', {
        ...asOwner,
        uses,
        cluster: this.api.cluster,
        command,
      });
      new CfnOutput(this, 'Onboard', { value: onboarding.runCommand });
    }
  }
}
