import { Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { WebSettings } from './web-settings';
import { IBankDns } from 'rl-bank-constructs/network';
import { ApiDomain, BankApiService, ImageRepository, LaunchPhase } from 'rl-bank-constructs/service';

interface WebStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly dns: IBankDns;
}

const PHASES: Record<string, LaunchPhase> = {
  'not-ready': LaunchPhase.NOT_READY,
  'first-start': LaunchPhase.FIRST_START,
  running: LaunchPhase.RUNNING,
};

/** The web application: `-c launchPhase=running` starts its tasks, once its pending inputs exist. */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, { vpc, dns, ...props }: WebStackProps) {
    super(scope, id, { ...props, description: 'The web application of the expense tracker' });
    const image = `${this.account}.dkr.ecr.${this.region}.amazonaws.com/tracker-web:live`;
    new BankApiService(this, 'Web', {
      vpc,
      domain: ApiDomain.inZone(dns, 'app.tracker.example'),
      image: new ImageRepository(this, 'WebImage', { image }),
      settings: new WebSettings(this, 'WebSettings', 'password'),
      healthCheck: { path: '/api/live' },
      launchPhase: PHASES[this.node.tryGetContext('launchPhase') ?? 'not-ready'],
    });
  }
}
