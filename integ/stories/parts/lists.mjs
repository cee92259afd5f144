import * as acm from '@aws-sdk/client-acm';
import * as cloudfront from '@aws-sdk/client-cloudfront';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ec2 from '@aws-sdk/client-ec2';
import * as ecr from '@aws-sdk/client-ecr';
import * as ecs from '@aws-sdk/client-ecs';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as elasticache from '@aws-sdk/client-elasticache';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as route53 from '@aws-sdk/client-route-53';
import * as s3 from '@aws-sdk/client-s3';
import * as secrets from '@aws-sdk/client-secrets-manager';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import * as wafv2 from '@aws-sdk/client-wafv2';

/**
 * What is listed, in each region: what a person calls it, the client, the command, where the list is, and what of an
 * item names it (an empty one: the item itself).
 */
export const REGIONAL = [
  ['certificate', acm.ACMClient, acm.ListCertificatesCommand, 'CertificateSummaryList', 'CertificateArn'],
  ['alarm', cloudwatch.CloudWatchClient, cloudwatch.DescribeAlarmsCommand, 'MetricAlarms', 'AlarmName'],
  [
    'alarm',
    cloudwatch.CloudWatchClient,
    cloudwatch.DescribeAlarmsCommand,
    'CompositeAlarms',
    'AlarmName',
    { AlarmTypes: ['CompositeAlarm'] },
  ],
  ['dashboard', cloudwatch.CloudWatchClient, cloudwatch.ListDashboardsCommand, 'DashboardEntries', 'DashboardName'],
  ['log group', logs.CloudWatchLogsClient, logs.DescribeLogGroupsCommand, 'logGroups', 'logGroupName'],
  ['saved query', logs.CloudWatchLogsClient, logs.DescribeQueryDefinitionsCommand, 'queryDefinitions', 'name'],
  ['security group', ec2.EC2Client, ec2.DescribeSecurityGroupsCommand, 'SecurityGroups', 'GroupId'],
  ['subnet', ec2.EC2Client, ec2.DescribeSubnetsCommand, 'Subnets', 'SubnetId'],
  ['VPC', ec2.EC2Client, ec2.DescribeVpcsCommand, 'Vpcs', 'VpcId'],
  ['repository', ecr.ECRClient, ecr.DescribeRepositoriesCommand, 'repositories', 'repositoryName'],
  ['cluster', ecs.ECSClient, ecs.ListClustersCommand, 'clusterArns', ''],
  ['task definition', ecs.ECSClient, ecs.ListTaskDefinitionsCommand, 'taskDefinitionArns', ''],
  [
    'load balancer',
    elb.ElasticLoadBalancingV2Client,
    elb.DescribeLoadBalancersCommand,
    'LoadBalancers',
    'LoadBalancerArn',
  ],
  ['target group', elb.ElasticLoadBalancingV2Client, elb.DescribeTargetGroupsCommand, 'TargetGroups', 'TargetGroupArn'],
  ['cache', elasticache.ElastiCacheClient, elasticache.DescribeServerlessCachesCommand, 'ServerlessCaches', 'ARN'],
  ['rule', events.EventBridgeClient, events.ListRulesCommand, 'Rules', 'Name'],
  ['key alias', kms.KMSClient, kms.ListAliasesCommand, 'Aliases', 'AliasName'],
  ['function', lambda.LambdaClient, lambda.ListFunctionsCommand, 'Functions', 'FunctionName'],
  ['secret', secrets.SecretsManagerClient, secrets.ListSecretsCommand, 'SecretList', 'Name'],
  ['topic', sns.SNSClient, sns.ListTopicsCommand, 'Topics', 'TopicArn'],
  ['subscription', sns.SNSClient, sns.ListSubscriptionsCommand, 'Subscriptions', 'SubscriptionArn'],
  ['queue', sqs.SQSClient, sqs.ListQueuesCommand, 'QueueUrls', ''],
  ['parameter', ssm.SSMClient, ssm.DescribeParametersCommand, 'Parameters', 'Name'],
  ['web ACL', wafv2.WAFV2Client, wafv2.ListWebACLsCommand, 'WebACLs', 'Name', { Scope: 'REGIONAL' }],
];

/** What belongs to no region. */
export const GLOBAL = [
  ['distribution', cloudfront.CloudFrontClient, cloudfront.ListDistributionsCommand, 'DistributionList.Items', 'Id'],
  ['edge function', cloudfront.CloudFrontClient, cloudfront.ListFunctionsCommand, 'FunctionList.Items', 'Name'],
  [
    'headers policy',
    cloudfront.CloudFrontClient,
    cloudfront.ListResponseHeadersPoliciesCommand,
    'ResponseHeadersPolicyList.Items',
    'ResponseHeadersPolicy.ResponseHeadersPolicyConfig.Name',
    { Type: 'custom' },
  ],
  [
    'origin access',
    cloudfront.CloudFrontClient,
    cloudfront.ListOriginAccessControlsCommand,
    'OriginAccessControlList.Items',
    'Name',
  ],
  ['role', iam.IAMClient, iam.ListRolesCommand, 'Roles', 'RoleName'],
  ['policy', iam.IAMClient, iam.ListPoliciesCommand, 'Policies', 'PolicyName', { Scope: 'Local' }],
  ['identity provider', iam.IAMClient, iam.ListOpenIDConnectProvidersCommand, 'OpenIDConnectProviderList', 'Arn'],
  ['health check', route53.Route53Client, route53.ListHealthChecksCommand, 'HealthChecks', 'Id'],
  ['zone', route53.Route53Client, route53.ListHostedZonesCommand, 'HostedZones', 'Id'],
  ['bucket', s3.S3Client, s3.ListBucketsCommand, 'Buckets', 'Name'],
  ['edge web ACL', wafv2.WAFV2Client, wafv2.ListWebACLsCommand, 'WebACLs', 'Name', { Scope: 'CLOUDFRONT' }],
];
