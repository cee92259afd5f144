import { Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';

/**
 * Matches the event of a rollback by the circuit breaker: after it everything looks as before. The rule has no target:
 * EventBridge counts its matches in a metric, which the alarm watches.
 */
export function deploymentFailedRule(scope: Construct, serviceArn: string): Rule {
  const description = 'A deployment of the service failed, and the circuit breaker took it back';
  return deploymentRule(scope, 'DeploymentFailed', description, serviceArn, 'SERVICE_DEPLOYMENT_FAILED');
}

/** Matches each started deployment: its metric suppresses alarms on what a deployment causes. */
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
