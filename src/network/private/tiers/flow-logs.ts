import { ArnFormat, Duration, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnFlowLog } from 'aws-cdk-lib/aws-ec2';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogAnomalyDetector, CfnLogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** Flow logs of a VPC. */
export interface FlowLogs {
  readonly logGroup: LogGroup;
  /** Everything that replaces the log group. */
  readonly logicalId: string;
  /** Name of the anomaly detector, in its metric. */
  readonly detectorName: string;
}

/** The flow logs of all tiers in a log group of their own, and a detector of unusual ones. */
export function flowLogsOf(
  network: Construct,
  vpcId: string,
  retention: Duration | undefined,
  removalPolicy: RemovalPolicy,
): FlowLogs {
  const logGroup = new LogGroup(network, 'FlowLogs', {
    retention: retention?.toDays() ?? RetentionDays.ONE_MONTH,
    removalPolicy,
  });
  const role = flowLogRole(network, logGroup);
  new CfnFlowLog(network, 'FlowLog', {
    resourceType: 'VPC',
    resourceId: vpcId,
    trafficType: 'ALL',
    logDestinationType: 'cloud-watch-logs',
    logGroupName: logGroup.logGroupName,
    deliverLogsPermissionArn: role.roleArn,
  });
  const detectorName = Names.uniqueResourceName(network, { maxLength: 128, separator: '-' });
  new CfnLogAnomalyDetector(network, 'FlowLogAnomalies', {
    detectorName, // its metric is known by the name alone
    logGroupArnList: [plainArnOf(logGroup)],
    evaluationFrequency: 'FIFTEEN_MIN', // flow logs arrive every ten minutes
  });
  return { logGroup, logicalId: (logGroup.node.defaultChild as CfnLogGroup).logicalId, detectorName };
}

/** The ARN without the `:*` that CloudFormation's attribute ends with, which a detector refuses. */
function plainArnOf(logGroup: LogGroup): string {
  return Stack.of(logGroup).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: logGroup.logGroupName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** Flow logs of this account and region may write into the log group, and nothing else. */
function flowLogRole(network: Construct, logGroup: LogGroup): Role {
  const stack = Stack.of(network);
  const flowLogs = stack.formatArn({ service: 'ec2', resource: 'vpc-flow-log', resourceName: '*' });
  return new Role(network, 'FlowLogRole', {
    description: 'VPC flow logs write into their log group',
    assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnLike: { 'aws:SourceArn': flowLogs } },
    }),
    inlinePolicies: {
      Write: new PolicyDocument({
        statements: [
          new PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
            resources: [logGroup.logGroupArn],
          }),
        ],
      }),
    },
  });
}
