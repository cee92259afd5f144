import * as acm from '@aws-sdk/client-acm';
import * as gateway from '@aws-sdk/client-api-gateway';
import * as cloudfront from '@aws-sdk/client-cloudfront';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
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
import { onePage, token } from './pages.mjs';

const NextToken = token('NextToken');
const nextToken = token('nextToken');
/** Older services return the next token as NextMarker, and take it as Marker. */
const Marker = token('Marker', 'NextMarker');
const position = token('position');

/** Lists of one client: the name of an item, the command, the paths of the list and of an item's id, the pagination, input. */
const of = (Client, ...lists) =>
  lists.map(([what, Command, list, name, next, input]) => ({ what, Client, Command, list, name, next, input }));

/** The lists of each region. With an empty path, the item is its id. */
export const REGIONAL = [
  ...of(acm.ACMClient, [
    'certificate',
    acm.ListCertificatesCommand,
    'CertificateSummaryList',
    'CertificateArn',
    NextToken,
  ]),
  ...of(
    gateway.APIGatewayClient,
    ['API domain', gateway.GetDomainNamesCommand, 'items', 'domainName', position],
    ['API key', gateway.GetApiKeysCommand, 'items', 'id', position],
    ['REST API', gateway.GetRestApisCommand, 'items', 'name', position],
    ['usage plan', gateway.GetUsagePlansCommand, 'items', 'id', position],
  ),
  ...of(
    cloudwatch.CloudWatchClient,
    ['alarm', cloudwatch.DescribeAlarmsCommand, 'MetricAlarms', 'AlarmName', NextToken],
    [
      'alarm',
      cloudwatch.DescribeAlarmsCommand,
      'CompositeAlarms',
      'AlarmName',
      NextToken,
      { AlarmTypes: ['CompositeAlarm'] },
    ],
    ['dashboard', cloudwatch.ListDashboardsCommand, 'DashboardEntries', 'DashboardName', NextToken],
  ),
  ...of(
    logs.CloudWatchLogsClient,
    ['log group', logs.DescribeLogGroupsCommand, 'logGroups', 'logGroupName', nextToken],
    ['saved query', logs.DescribeQueryDefinitionsCommand, 'queryDefinitions', 'name', nextToken],
  ),
  ...of(cognito.CognitoIdentityProviderClient, [
    'user pool',
    cognito.ListUserPoolsCommand,
    'UserPools',
    'Name',
    NextToken,
    { MaxResults: 60 },
  ]),
  ...of(
    ec2.EC2Client,
    ['security group', ec2.DescribeSecurityGroupsCommand, 'SecurityGroups', 'GroupId', NextToken],
    ['subnet', ec2.DescribeSubnetsCommand, 'Subnets', 'SubnetId', NextToken],
    ['VPC', ec2.DescribeVpcsCommand, 'Vpcs', 'VpcId', NextToken],
  ),
  ...of(ecr.ECRClient, ['repository', ecr.DescribeRepositoriesCommand, 'repositories', 'repositoryName', nextToken]),
  ...of(
    ecs.ECSClient,
    ['cluster', ecs.ListClustersCommand, 'clusterArns', '', nextToken],
    ['task definition', ecs.ListTaskDefinitionsCommand, 'taskDefinitionArns', '', nextToken],
  ),
  ...of(
    elb.ElasticLoadBalancingV2Client,
    ['load balancer', elb.DescribeLoadBalancersCommand, 'LoadBalancers', 'LoadBalancerArn', Marker],
    ['target group', elb.DescribeTargetGroupsCommand, 'TargetGroups', 'TargetGroupArn', Marker],
  ),
  ...of(elasticache.ElastiCacheClient, [
    'cache',
    elasticache.DescribeServerlessCachesCommand,
    'ServerlessCaches',
    'ARN',
    NextToken,
  ]),
  ...of(events.EventBridgeClient, ['rule', events.ListRulesCommand, 'Rules', 'Name', NextToken]),
  ...of(kms.KMSClient, ['key alias', kms.ListAliasesCommand, 'Aliases', 'AliasName', Marker]),
  ...of(lambda.LambdaClient, ['function', lambda.ListFunctionsCommand, 'Functions', 'FunctionName', Marker]),
  ...of(secrets.SecretsManagerClient, ['secret', secrets.ListSecretsCommand, 'SecretList', 'Name', NextToken]),
  ...of(
    sns.SNSClient,
    ['topic', sns.ListTopicsCommand, 'Topics', 'TopicArn', NextToken],
    ['subscription', sns.ListSubscriptionsCommand, 'Subscriptions', 'SubscriptionArn', NextToken],
  ),
  ...of(sqs.SQSClient, ['queue', sqs.ListQueuesCommand, 'QueueUrls', '', NextToken]),
  ...of(ssm.SSMClient, ['parameter', ssm.DescribeParametersCommand, 'Parameters', 'Name', NextToken]),
  ...of(wafv2.WAFV2Client, webAcls('web ACL', 'REGIONAL')),
];

/** The lists of global services. */
export const GLOBAL = [
  ...of(
    cloudfront.CloudFrontClient,
    [
      'distribution',
      cloudfront.ListDistributionsCommand,
      'DistributionList.Items',
      'Id',
      token('Marker', 'DistributionList.NextMarker'),
    ],
    [
      'edge function',
      cloudfront.ListFunctionsCommand,
      'FunctionList.Items',
      'Name',
      token('Marker', 'FunctionList.NextMarker'),
    ],
    [
      'headers policy',
      cloudfront.ListResponseHeadersPoliciesCommand,
      'ResponseHeadersPolicyList.Items',
      'ResponseHeadersPolicy.ResponseHeadersPolicyConfig.Name',
      token('Marker', 'ResponseHeadersPolicyList.NextMarker'),
      { Type: 'custom' },
    ],
    [
      'origin access',
      cloudfront.ListOriginAccessControlsCommand,
      'OriginAccessControlList.Items',
      'Name',
      token('Marker', 'OriginAccessControlList.NextMarker'),
    ],
  ),
  ...of(
    iam.IAMClient,
    ['role', iam.ListRolesCommand, 'Roles', 'RoleName', token('Marker')],
    ['policy', iam.ListPoliciesCommand, 'Policies', 'PolicyName', token('Marker'), { Scope: 'Local' }],
    ['identity provider', iam.ListOpenIDConnectProvidersCommand, 'OpenIDConnectProviderList', 'Arn', onePage],
  ),
  ...of(
    route53.Route53Client,
    ['health check', route53.ListHealthChecksCommand, 'HealthChecks', 'Id', Marker],
    ['zone', route53.ListHostedZonesCommand, 'HostedZones', 'Id', Marker],
  ),
  ...of(s3.S3Client, ['bucket', s3.ListBucketsCommand, 'Buckets', 'Name', token('ContinuationToken')]),
  ...of(wafv2.WAFV2Client, webAcls('edge web ACL', 'CLOUDFRONT')),
];

function webAcls(what, Scope) {
  return [what, wafv2.ListWebACLsCommand, 'WebACLs', 'Name', token('NextMarker'), { Scope }];
}
