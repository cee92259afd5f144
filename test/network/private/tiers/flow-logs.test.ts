import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { NetworkEgress, ThreeTierNetwork } from '../../../../src/network';
import { exportsIn } from '../../../support/api';
import { ACCOUNT, newApp, resourcesOf, templateOf, workloadStack } from '../../../support/cloud';
import { OREGON, stackIn, threeTiersIn, usual } from '../../../support/three-tiers';

describe('FE4e FE4f the flow logs', () => {
  test('have all traffic of all tiers for 30 days', () => {
    expect(resourcesOf(usual.stack, 'AWS::EC2::FlowLog')[0].Properties).toEqual({
      ResourceId: { Ref: expect.stringMatching(/^Network/) },
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: { Ref: expect.stringMatching(/^NetworkFlowLogs/) },
      DeliverLogsPermissionArn: { 'Fn::GetAtt': [expect.stringMatching(/^NetworkFlowLogRole/), 'Arn'] },
    });
    const [{ Properties, DeletionPolicy }] = resourcesOf(usual.stack, 'AWS::Logs::LogGroup');
    expect(Properties).toEqual({ RetentionInDays: 30 });
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  test('have the retention and removal policy that are given', () => {
    const app = newApp({ context: { 'rl-bank-constructs:destroyData': true } });
    const stack = stackIn('us-west-2', app);
    threeTiersIn(stack, { flowLogRetention: Duration.days(365), removalPolicy: RemovalPolicy.DESTROY });

    const [{ Properties, DeletionPolicy }] = resourcesOf(stack, 'AWS::Logs::LogGroup');
    expect([Properties.RetentionInDays, DeletionPolicy]).toEqual([365, 'Delete']);
    expect(resourcesOf(stack, 'AWS::EC2::EIP')[0].DeletionPolicy).toBe('Delete');
  });

  test('are written by flow logs of this account into their group alone', () => {
    const [{ Properties }] = resourcesOf(usual.stack, 'AWS::IAM::Role');

    expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': ACCOUNT },
          ArnLike: {
            'aws:SourceArn': { 'Fn::Join': ['', expect.arrayContaining([`:ec2:us-west-2:${ACCOUNT}:vpc-flow-log/*`])] },
          },
        },
      }),
    ]);
    expect(Properties.Policies.map((it: any) => it.PolicyDocument.Statement)).toEqual([
      [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          Resource: { 'Fn::GetAtt': [expect.stringMatching(/^NetworkFlowLogs/), 'Arn'] },
        },
      ],
    ]);
  });

  test('are watched by a detector, whose metric has its name', () => {
    const [{ Properties }] = resourcesOf(usual.stack, 'AWS::Logs::LogAnomalyDetector');
    const { dimensions } = usual.network.metricFlowLogAnomalies().toMetricConfig().metricStat!;

    // Not the attribute Arn, which ends with `:*`: CloudWatch Logs refuses that.
    expect(Properties.LogGroupArnList).toEqual([
      {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            `:logs:us-west-2:${ACCOUNT}:log-group:`,
            { Ref: expect.stringMatching(/^NetworkFlowLogs/) },
          ],
        ],
      },
    ]);
    expect(dimensions).toEqual([
      { name: 'LogAnomalyDetector', value: Properties.DetectorName },
      { name: 'LogAnomalyPriority', value: 'MEDIUM' },
    ]);
  });

  test('have a retention that CloudWatch Logs has', () => {
    expect(() => threeTiersIn(workloadStack(), { flowLogRetention: Duration.days(31) })).toThrowProblem(
      'three-tier-network/not-a-retention',
      'flowLogRetention',
      '31 days',
    );
  });
});

describe('FE4e the alarms', () => {
  const told = (network: ThreeTierNetwork) =>
    network.alarmDefinitions.map(({ id, severity, threshold, runbookAnchor }) => [
      id,
      severity,
      threshold,
      runbookAnchor,
    ]);

  test('page for a NAT gateway without ports, and open a ticket for anomalies', () => {
    expect(told(usual.network)).toEqual([
      ['NatGatewayOutOfPorts', 'PAGE', 0, 'nat-gateway-out-of-ports'],
      ['FlowLogAnomalies', 'TICKET', 0, 'flow-log-anomalies'],
    ]);
    expect(usual.network.graphDefinitions.map(({ title }) => title)).toEqual([
      'NAT gateways: failed connections',
      'NAT gateways: traffic',
      'Anomalies in the flow logs',
    ]);
  });

  test('have no NAT gateway without one', () => {
    const network = threeTiersIn(workloadStack(), { egress: NetworkEgress.none() });

    expect(told(network).map(([id]) => id)).toEqual(['FlowLogAnomalies']);
    expect(network.graphDefinitions.map(({ title }) => title)).toEqual(['Anomalies in the flow logs']);
    expect(() => network.metricPortAllocationErrors()).toThrowProblem(
      'three-tier-network/no-nat-gateway',
      'egress',
      'no NAT gateway',
    );
  });

  test('of a single NAT gateway read its metric', () => {
    const network = threeTiersIn(workloadStack(), { egress: NetworkEgress.singleNatGateway() });

    const { expression, usingMetrics } = network.metricPortAllocationErrors().toMetricConfig().mathExpression!;
    expect(expression).toBe('SUM([m1])');
    expect(usingMetrics.m1.toMetricConfig().metricStat).toMatchObject({
      namespace: 'AWS/NATGateway',
      metricName: 'ErrorPortAllocation',
    });
  });

  test('name NAT gateways and log group without an export', () => {
    const app = newApp();
    const network = threeTiersIn(stackIn('us-west-2', app));
    const other = new Stack(app, 'Watch', { env: OREGON });
    const [{ metric, logGroupName }] = network.alarmDefinitions;
    const { usingMetrics } = metric.toMetricConfig().mathExpression!;
    const ids = Object.values(usingMetrics).map((it) => it.toMetricConfig().metricStat!.dimensions![0].value as string);
    new CfnOutput(other, 'Read', { value: [logGroupName, ...ids, network.logQueries[0].logGroupName].join() });

    expect(JSON.stringify(templateOf(other))).toContain('Fn::GetStackOutput');
    expect(exportsIn(app)).toEqual([]);
  });
});
