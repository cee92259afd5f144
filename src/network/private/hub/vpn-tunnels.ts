import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnVPNConnection } from 'aws-cdk-lib/aws-ec2';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logGroupArnOf } from '../../../core/private/resources/event-log';

/** Algorithms that both sides of a tunnel can choose from: none that is known to be weak. */
const STRONG = {
  encryption: [{ value: 'AES256-GCM-16' }, { value: 'AES256' }],
  integrity: [{ value: 'SHA2-256' }, { value: 'SHA2-384' }, { value: 'SHA2-512' }],
  groups: [19, 20, 21].map((value) => ({ value })),
};

/** Options of a tunnel: IKEv2, strong algorithms, logs. AWS starts negotiating, and again after a peer that has died. */
export function tunnelOf(logGroupArn: string): CfnVPNConnection.VpnTunnelOptionsSpecificationProperty {
  return {
    ikeVersions: [{ value: 'ikev2' }],
    phase1EncryptionAlgorithms: STRONG.encryption,
    phase2EncryptionAlgorithms: STRONG.encryption,
    phase1IntegrityAlgorithms: STRONG.integrity,
    phase2IntegrityAlgorithms: STRONG.integrity,
    phase1DhGroupNumbers: STRONG.groups,
    phase2DhGroupNumbers: STRONG.groups,
    startupAction: 'start',
    dpdTimeoutAction: 'restart',
    enableTunnelLifecycleControl: true,
    logOptions: { cloudwatchLogOptions: { logEnabled: true, logGroupArn, logOutputFormat: 'json' } },
  };
}

/** Log group of both tunnels, which the log delivery of this account and region may write to. */
export function tunnelLogs(vpn: Construct, removalPolicy: RemovalPolicy): LogGroup {
  const logGroup = new LogGroup(vpn, 'Logs', { retention: RetentionDays.THREE_MONTHS, removalPolicy });
  const stack = Stack.of(vpn);
  const deliveries = stack.formatArn({ service: 'logs', resource: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  (logGroup.node.defaultChild as CfnLogGroup).resourcePolicyDocument = new PolicyDocument({
    statements: [
      new PolicyStatement({
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: ['*'], // the log group that has the policy: its own ARN would be a circle
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnLike: { 'aws:SourceArn': deliveries } },
      }),
    ],
  });
  return logGroup;
}

/** ARN without the `:*` at its end, which EC2 refuses. */
export function tunnelLogArn(logGroup: LogGroup): string {
  return logGroupArnOf(Stack.of(logGroup), logGroup.logGroupName);
}
