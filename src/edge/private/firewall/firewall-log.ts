import { ArnFormat, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { firewallName } from './firewall-name';
import type { EdgeFirewallProps } from '../../edge-firewall';

/** Name of the log group: AWS WAF writes to none that begins otherwise. */
export function logGroupNameOf(firewall: Construct, edgeStack: Stack | undefined): string {
  return `aws-waf-logs-${firewallName(firewall, 200, edgeStack)}`;
}

/**
 * Log of the web ACL. AWS WAF itself adds the policy of the log group when logging begins, and a log group has one alone.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
 */
export function logOf(
  home: Construct,
  webAcl: CfnWebACL,
  options: { logGroupName: string; removalPolicy: RemovalPolicy; props: EdgeFirewallProps },
): LogGroup {
  const { logGroupName, removalPolicy, props } = options;
  const logs = new LogGroup(home, 'Logs', {
    logGroupName,
    retention: props.logRetention?.toDays() ?? RetentionDays.THREE_MONTHS,
    removalPolicy,
  });
  const logging = new CfnLoggingConfiguration(home, 'Logging', {
    resourceArn: webAcl.attrArn,
    logDestinationConfigs: [arnOf(Stack.of(home), logGroupName)],
    loggingFilter: props.logAllRequests ? undefined : MATCHED,
  });
  logging.node.addDependency(logs);
  return logs;
}

/**
 * Requests that a rule has blocked or counted. The last action is that of managed rules with exceptions. The CDK passes it on
 * as it is, so that it has the names of the template.
 */
const MATCHED = {
  DefaultBehavior: 'DROP',
  Filters: [
    {
      Behavior: 'KEEP',
      Requirement: 'MEETS_ANY',
      Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map((Action) => ({ ActionCondition: { Action } })),
    },
  ],
};

/** Headers with credentials. */
const SECRET_HEADERS = ['authorization', 'cookie', 'x-api-key'];

/**
 * Parts of a request that neither the log nor the samples in the console show. The redaction of a logging configuration
 * would leave the samples as they are.
 * https://docs.aws.amazon.com/waf/latest/developerguide/data-protection-masking.html
 */
export function dataProtectionOf(props: EdgeFirewallProps): CfnWebACL.DataProtectionConfigProperty {
  const lower = (name: string) => (Token.isUnresolved(name) ? name : name.toLowerCase());
  const headers = [...SECRET_HEADERS, ...(props.redactedHeaders ?? []).map(lower)];
  const fields = [
    { fieldType: 'BODY' },
    ...(props.redactQueryString ? [{ fieldType: 'QUERY_STRING' }] : []),
    { fieldType: 'SINGLE_HEADER', fieldKeys: [...new Set(headers)].sort() },
  ];
  return { dataProtections: fields.map((field) => ({ field, action: 'SUBSTITUTION' })) };
}

/** Without the `:*` that the ARN of a log group ends in elsewhere. */
function arnOf(stack: Stack, resourceName: string): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return stack.formatArn({ service: 'logs', resource: 'log-group', resourceName, arnFormat });
}
