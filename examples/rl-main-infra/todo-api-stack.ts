import { Stack, StackProps } from 'aws-cdk-lib';
import { ContainerImage, FargateService, FargateTaskDefinition, ICluster, LogDriver } from 'aws-cdk-lib/aws-ecs';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

interface TodoApiStackProps extends StackProps {
  readonly cluster: ICluster;
}

/** An older service of this app, which has nothing to do with the bank. */
export class TodoApiStack extends Stack {
  constructor(scope: Construct, id: string, { cluster, ...props }: TodoApiStackProps) {
    super(scope, id, { ...props, description: 'The API of the todo app', terminationProtection: true });
    const taskDefinition = new FargateTaskDefinition(this, 'Task');
    taskDefinition.addContainer('api', {
      image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29'),
      logging: LogDriver.awsLogs({ streamPrefix: 'todo', logRetention: RetentionDays.ONE_MONTH }),
    });
    new FargateService(this, 'Service', { cluster, taskDefinition, desiredCount: 1, minHealthyPercent: 100 });
  }
}
