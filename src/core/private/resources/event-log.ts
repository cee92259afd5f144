import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnRule, Rule } from 'aws-cdk-lib/aws-events';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';

/**
 * Lets EventBridge write to a log group of a literal name, by a policy of the log group itself: a region has ten of those that
 * are resources of their own. It is the policy of EventBridge's documentation, for rules of this account and region.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
 */
export function allowEvents(log: LogGroup, logGroupName: string): void {
  const stack = Stack.of(log);
  const principals = ['events', 'delivery.logs'].map((name) => new ServicePrincipal(`${name}.amazonaws.com`));
  const rules = stack.formatArn({ service: 'events', resource: 'rule', resourceName: '*' });
  const arn = logGroupArnOf(stack, logGroupName);
  (log.node.defaultChild as CfnLogGroup).resourcePolicyDocument = new PolicyDocument({
    statements: [
      new PolicyStatement({ principals, actions: ['logs:CreateLogStream'], resources: [`${arn}:*`] }),
      new PolicyStatement({
        principals,
        actions: ['logs:PutLogEvents'],
        resources: [`${arn}:*:*`],
        conditions: { ArnLike: { 'aws:SourceArn': rules } },
      }),
    ],
  });
}

/** Sends the events of a rule to a log group. The CDK's own target of this kind is a custom resource. */
export function sendTo(rule: Rule, log: LogGroup): void {
  const arn = logGroupArnOf(Stack.of(rule), log.logGroupName); // EventBridge takes it without ":*" at its end
  (rule.node.defaultChild as CfnRule).targets = [{ id: 'Log', arn }];
}

/** ARN of a log group of this account and region, from its name. */
export function logGroupArnOf(stack: Stack, resourceName: string): string {
  return stack.formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
