import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { DataStack } from './data-stack';
import { DELIVERY, ORDER, PAYMENT } from './messages';
import { SettingsStack } from './settings-stack';
import { Stage } from './stages';
import { code, RUNTIME, TRUST } from '../shared/function-code';
import { MachineApi, MachineAuthorizer, MachineIntegration } from 'rl-bank-constructs/access';
import { AlarmSeverity } from 'rl-bank-constructs/core';
import { EdgeFirewall, FirewallMode, FirewallScope } from 'rl-bank-constructs/edge';
import { BankDns } from 'rl-bank-constructs/network';
import { ApiDomain, QueueConsumer, QueueWorker, ServiceFunction } from 'rl-bank-constructs/service';

interface IntegrationStackProps extends StackProps {
  readonly stage: Stage;
  readonly vpc: IVpc;
  readonly dns: BankDns;
  readonly data: DataStack;
  readonly settings: SettingsStack;
}

/** POS, supplier EDI and payment: what they send waits in a queue, and what they are called for goes out by the NAT gateways. */
export class IntegrationStack extends Stack {
  public readonly api: MachineApi;
  public readonly check: ServiceFunction;
  public readonly worker: ServiceFunction;
  public readonly orders: QueueWorker;
  public readonly firewall: EdgeFirewall;

  constructor(scope: Construct, id: string, props: IntegrationStackProps) {
    const { stage, vpc, dns, data, settings, ...own } = props;
    super(scope, id, { ...own, description: 'The integration layer of the retail enterprise' });
    const month = Duration.days(30);
    const shared = {
      code: code('retail-enterprise', 'integration', 'authorizer', 'worker'),
      runtime: RUNTIME,
      logRetention: month,
    };
    this.check = new ServiceFunction(this, 'Check', {
      ...{ ...shared, handler: 'authorizer.handler', timeout: Duration.seconds(5) },
      errorSeverity: AlarmSeverity.PAGE, // nothing gets in without it
    });
    this.worker = new ServiceFunction(this, 'Worker', {
      ...{ ...shared, handler: 'worker.handler', timeout: Duration.seconds(20), reservedConcurrency: 5 },
      ...{ vpc, settings: settings.integration, uses: [data.database.forUser('integration')] },
      environment: { ...TRUST, PAYMENT_URL: this.node.tryGetContext('paymentUrl') ?? 'https://api.payment.example/v1' },
    });
    this.orders = new QueueWorker(this, 'Orders', { consumer: QueueConsumer.lambdaFunction(this.worker) });

    this.firewall = new EdgeFirewall(this, 'PartnerFirewall', {
      scope: FirewallScope.REGIONAL,
      mode: FirewallMode.BLOCK,
    });
    this.api = new MachineApi(this, 'Api', {
      domain: ApiDomain.inZone(dns, stage.partnersHost),
      authorizer: MachineAuthorizer.lambdaFunction(this.check.function),
      quota: { requestsPerSecond: 50, requestsPerDay: 500_000 },
      webAclArn: this.firewall.webAclArn,
      accountLogging: stage.accountLogging,
      logRetention: month,
    });
    const queue = MachineIntegration.queue(this.orders.queue, { attributesFromAuthorizer: { partner: 'partner' } });
    this.api.addRoute('POST', '/v1/orders', queue, { body: ORDER, alarm: true });
    this.api.addRoute('POST', '/v1/deliveries', queue, { body: DELIVERY });
    this.api.addRoute('POST', '/v1/payments', queue, { body: PAYMENT });
    new CfnOutput(this, 'Redrive', { value: this.orders.redriveCommand });
  }
}
