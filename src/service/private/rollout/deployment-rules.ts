import { Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';

/**
 * Matches the one event that a rollback by the circuit breaker leaves behind: after it everything looks as before. The
 * rule has no target, its matches are counted by a metric, and the alarm is on that.
 */
export function deploymentFailedRule(scope: Construct, serviceArn: string): Rule {
  const description = 'A deployment of the service failed, and the circuit breaker took it back';
  return deploymentRule(scope, 'DeploymentFailed', description, serviceArn, 'SERVICE_DEPLOYMENT_FAILED');
}

/** Matches the beginning of each deployment, for those who are not to be called for what it stirs up. */
export function deploymentStartedRule(scope: Construct, serviceArn: string): Rule {
  const description = 'A deployment of the service began: its metric mutes what a deployment stirs up';
  return deploymentRule(scope, 'DeploymentStarted', description, serviceArn, 'SERVICE_DEPLOYMENT_IN_PROGRESS');
}

function deploymentRule(scope: Construct, id: string, description: string, serviceArn: string, event: string): Rule {
  return new Rule(scope, id, {
    description,
    eventPattern: {
      source: ['aws.ecs'],
      detailType: ['ECS Deployment State Change'],
      resources: [serviceArn],
      detail: { eventName: [event] },
    },
  });
}
