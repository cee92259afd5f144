import { Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { EdgeStack } from './edge-stack';
import { launchPhaseOf } from './launch-phase';
import { outputPendingInputs } from './pending-inputs';
import { IManagedDatabase, IRuntimeSettings } from 'rl-bank-constructs/data';
import { ApiDomain, BankApiService, ImageRepository, ISharedLoadBalancer } from 'rl-bank-constructs/service';

interface WebStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly edge: EdgeStack;
  readonly loadBalancer: ISharedLoadBalancer;
  readonly database: IManagedDatabase;
  readonly settings: { readonly web: IRuntimeSettings; readonly auth: IRuntimeSettings };
}

/** The web application and the login service: two services behind one load balancer, by their hosts. */
export class WebStack extends Stack {
  public readonly web: BankApiService;
  public readonly auth: BankApiService;

  constructor(scope: Construct, id: string, { vpc, edge, loadBalancer, database, settings, ...props }: WebStackProps) {
    super(scope, id, { ...props, description: 'The web application of the expense tracker, and its login' });
    const launchPhase = launchPhaseOf(this.node);
    const registry = `${this.account}.dkr.ecr.${this.region}.amazonaws.com`;
    const shared = { vpc, loadBalancer, launchPhase, healthCheck: { path: '/api/live' } };

    this.web = new BankApiService(this, 'Web', {
      ...shared,
      domain: ApiDomain.outsideRoute53('app.tracker.example', edge.certificate, { redirectFrom: ['tracker.example'] }),
      image: new ImageRepository(this, 'WebImage', { image: `${registry}/tracker-web:live` }),
      settings: settings.web,
      uses: [database.forUser('app')],
      telemetry: { image: ImageRepository.fromImageUri(this, 'Collector', `${registry}/otel-collector:v0.43.3`) },
    });

    this.auth = new BankApiService(this, 'Auth', {
      ...shared,
      domain: ApiDomain.outsideRoute53('auth.tracker.example', edge.certificate),
      image: new ImageRepository(this, 'AuthImage', { image: `${registry}/tracker-auth:live` }),
      settings: settings.auth,
    });
    outputPendingInputs([this.web, this.auth]);
  }
}
