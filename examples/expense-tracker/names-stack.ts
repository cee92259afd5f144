import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BankDns, HostedZoneSource } from 'rl-bank-constructs/network';

/** The hosted zone, which exists, and the authorities that may issue certificates for its names. */
export class NamesStack extends Stack {
  public readonly dns: BankDns;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, description: 'The names of the expense tracker' });
    this.dns = new BankDns(this, 'Dns', {
      rootDomain: 'tracker.example',
      zone: HostedZoneSource.fromHostedZoneId('Z0123456789TRACKER01'),
      caaIssuers: [], // Amazon's alone
    });
  }
}
