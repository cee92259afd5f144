import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { EdgeStack } from './edge-stack';
import { IdentityStack } from './identity-stack';
import { SettingsStack } from './settings-stack';
import { launchPhaseOf } from '../shared/launch-phase';
import { outputPendingInputs } from '../shared/pending-inputs';
import { MachineApi } from 'rl-bank-constructs/access';
import { IManagedDatabase } from 'rl-bank-constructs/data';
import {
  ApiDomain,
  BankApiService,
  ImageRepository,
  ISharedLoadBalancer,
  SchemaMigration,
} from 'rl-bank-constructs/service';

interface WebStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly edge: EdgeStack;
  readonly loadBalancer: ISharedLoadBalancer;
  readonly database: IManagedDatabase;
  readonly settings: SettingsStack;
  readonly identity: IdentityStack;
  /** The machine API, for which the login service makes keys. */
  readonly api: MachineApi;
}

/** The path of browsers: web application and login service behind one load balancer, and the migration before each release. */
export class WebStack extends Stack {
  public readonly web: BankApiService;
  public readonly webImage: ImageRepository;
  public readonly auth: BankApiService;
  public readonly authImage: ImageRepository;
  public readonly migration: SchemaMigration;

  constructor(scope: Construct, id: string, props: WebStackProps) {
    const { vpc, edge, loadBalancer, database, settings, identity, api, ...own } = props;
    super(scope, id, { ...own, description: 'The web application of the expense tracker, and its login' });
    const registry = `${this.account}.dkr.ecr.${this.region}.amazonaws.com`;
    const shared = { vpc, loadBalancer, launchPhase: launchPhaseOf(this.node), healthCheck: { path: '/api/live' } };
    const { users, client } = identity;

    this.webImage = new ImageRepository(this, 'WebImage', { image: `${registry}/tracker-web:live`, nextTag: true });
    this.web = new BankApiService(this, 'Web', {
      ...shared,
      domain: ApiDomain.outsideRoute53('app.tracker.example', edge.certificate, { redirectFrom: ['tracker.example'] }),
      image: this.webImage,
      settings: settings.web,
      uses: [database.forUser('app'), users.forApi(client)],
      telemetry: { image: ImageRepository.fromImageUri(this, 'Collector', `${registry}/otel-collector:v0.43.3`) },
    });
    this.migration = new SchemaMigration(this, 'Migration', {
      ...{ vpc, service: this.web, image: this.webImage },
      ...{ uses: [database.forOwner()], command: ['./migrate/migrate.sh'] },
    });

    this.authImage = new ImageRepository(this, 'AuthImage', { image: `${registry}/tracker-auth:live` });
    this.auth = new BankApiService(this, 'Auth', {
      ...shared,
      domain: ApiDomain.outsideRoute53('auth.tracker.example', edge.certificate),
      image: this.authImage,
      settings: settings.auth,
      uses: [database.forUser('app'), users.forLoginService(client), api.forKeyManager()],
    });
    outputPendingInputs([this.web, this.migration, this.auth]);
    new CfnOutput(this, 'Release', { value: this.migration.startCommand });
  }
}
