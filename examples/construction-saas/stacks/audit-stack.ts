import { CfnOutput, Duration, StackProps } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { DataStack } from './data-stack';
import { RegionStack } from './region-stack';
import { code, TRUST } from '../../shared/function-code';
import { QueueConsumer, QueueWorker, ServiceFunction } from 'rl-bank-constructs/service';

interface AuditStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly data: DataStack;
}

/** The audit log: what the API does is in a queue, and a worker, who may add rows and nothing else, writes it into the schema of the tenant. */
export class AuditStack extends RegionStack {
  public readonly worker: ServiceFunction;
  public readonly queue: QueueWorker;

  constructor(scope: Construct, id: string, { vpc, data, ...props }: AuditStackProps) {
    super(scope, id, { ...props, description: 'The audit log of the tenants in this region' });
    this.worker = new ServiceFunction(this, 'Worker', {
      ...{
        code: code('construction-saas', 'audit', 'worker'),
        handler: 'worker.handler',
        runtime: Runtime.NODEJS_24_X,
      },
      ...{ vpc, uses: [data.database.forUser('audit')], environment: TRUST },
      ...{ timeout: Duration.seconds(20), reservedConcurrency: 5 },
    });
    this.queue = new QueueWorker(this, 'Audit', { consumer: QueueConsumer.lambdaFunction(this.worker) });
    new CfnOutput(this, 'Redrive', { value: this.queue.redriveCommand });
  }
}
