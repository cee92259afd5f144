import { Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';

/**
 * Matches the one event that a rollback by the circuit breaker leaves behind: after it everything looks as before. The
 * rule has no target, its matches are counted by a metric, and the alarm is on that.
 */
export function deploymentFailedRule(scope: Construct, serviceArn: string): Rule {
  return new Rule(scope, 'DeploymentFailed', {
    description: 'A deployment of the service failed, and the circuit breaker took it back',
    eventPattern: {
      source: ['aws.ecs'],
      detailType: ['ECS Deployment State Change'],
      resources: [serviceArn],
      detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
    },
  });
}
