import { Stack } from 'aws-cdk-lib';

/** ARN of an ECS service, built from names: no CloudFormation export blocks replacing the service. */
export function serviceArnOf(stack: Stack, clusterName: string, serviceName: string): string {
  return stack.formatArn({ service: 'ecs', resource: 'service', resourceName: `${clusterName}/${serviceName}` });
}
