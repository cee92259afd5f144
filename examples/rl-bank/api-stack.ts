import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BankSecretsScaffold, ExternalDatabase, ValkeyCache } from 'rl-bank-constructs/data';
import { ImportedNetwork } from 'rl-bank-constructs/network';
import { ApiDomain, ApiReadiness, BankApiService, ContainerImageChannel } from 'rl-bank-constructs/service';

export interface ApiStackProps extends StackProps {
  readonly network: ImportedNetwork;
  readonly cache: ValkeyCache;
  readonly image: ContainerImageChannel;
  readonly domain: ApiDomain;
  readonly settings: BankSecretsScaffold;
  readonly readiness: ApiReadiness;
}

/** The API: one service behind a load balancer, between the internet, the cache and the database. */
export class ApiStack extends Stack {
  public readonly api: BankApiService;
  public readonly database: ExternalDatabase;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const { network, cache, image, domain, settings, readiness } = props;

    const uriSecret = settings.secrets.DB_URI;
    this.database = new ExternalDatabase(this, 'Database', { uriSecret, ports: [27017] });
    this.api = new BankApiService(this, 'Api', {
      serviceName: 'prd-rl-bank-api',
      vpc: network.vpc,
      domain,
      image,
      settings,
      database: this.database,
      readiness,
    });
    cache.allowFrom(this.api);
    network.allowWayOutFrom(this.api);

    new CfnOutput(this, 'GraphqlEndpoint', { value: this.api.graphqlUrl });
    new CfnOutput(this, 'ToDo', { value: this.api.toDo.map(({ name }) => name).join(' ') });
  }
}
