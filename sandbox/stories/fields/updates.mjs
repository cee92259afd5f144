import { ACMClient, ListCertificatesCommand, ListTagsForCertificateCommand } from '@aws-sdk/client-acm';
import { CloudFrontClient, GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeTargetGroupsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeServerlessCachesCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';
import { distributionOf } from './sites.mjs';
import { service } from '../../run/kernel/aws/service.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const EDGE = 'us-east-1';

/** For each stack, a property that an update changes in place: its type, and what is changed. */
export const UPDATES = {
  'Bank/images': ['AWS::ECR::Repository', (it) => (it.ImageScanningConfiguration = { ScanOnPush: false })],
  'Bank/cache': ['AWS::ElastiCache::ServerlessCache', (it) => (it.Description = 'changed')],
  'Bank/settings': ['AWS::SSM::Parameter', (it) => it.Type === 'String' && (it.Value = 'changed')],
  'Bank/api': ['AWS::ElasticLoadBalancingV2::TargetGroup', (it) => (it.UnhealthyThresholdCount = 9)],
  'Bank/sites/EdgeTwin': [
    'AWS::CertificateManager::Certificate',
    (it) => (it.Tags = [{ Key: 'Name', Value: 'changed' }]),
  ],
  'Bank/sites': ['AWS::CloudFront::Distribution', (it) => (it.DistributionConfig.Comment = 'changed')],
  'Bank/watch': ['AWS::CloudWatch::Alarm', (it) => (it.AlarmDescription = 'changed')],
  'Bank/watch/WatchStack-edge': ['AWS::CloudWatch::Alarm', (it) => (it.AlarmDescription = 'changed')],
  'Bank/deploy-roles': ['AWS::IAM::Role', (it) => (it.MaxSessionDuration = 7200)],
};

/**
 * The resources of these updates, whole, as their services return them; by the path of their stack.
 *
 * @param {Sandbox} sandbox
 * @returns {Promise<Record<keyof typeof UPDATES, any>>}
 */
export async function fields(sandbox) {
  const ask = sandbox.ask.bind(sandbox);
  const { repositories } = await ask(ECRClient, new DescribeRepositoriesCommand({}));
  const { ServerlessCaches } = await ask(ElastiCacheClient, new DescribeServerlessCachesCommand({}));
  const byPath = new GetParametersByPathCommand({ Path: '/rl/bank/api', Recursive: true });
  const { Parameters } = await ask(SSMClient, byPath);
  const { TargetGroups } = await ask(ElasticLoadBalancingV2Client, new DescribeTargetGroupsCommand({}));
  const { taskDefinition, desiredCount, runningCount } = await service(sandbox);
  const { Role } = await ask(IAMClient, new GetRoleCommand({ RoleName: 'prd-rl-bank-push-image' }), EDGE);
  return {
    'Bank/images': repositories,
    'Bank/cache': ServerlessCaches,
    'Bank/settings': Parameters.map(({ Name, Value }) => [Name, Value]).sort(),
    'Bank/api': { TargetGroups, taskDefinition, desiredCount, runningCount },
    'Bank/sites/EdgeTwin': await certificates(sandbox),
    'Bank/sites': await Promise.all(['app', 'merchant'].map((label) => site(sandbox, `${label}.bank.example`))),
    'Bank/watch': await alarms(sandbox, sandbox.region),
    'Bank/watch/WatchStack-edge': await alarms(sandbox, EDGE),
    'Bank/deploy-roles': Role,
  };
}

/** @param {Sandbox} sandbox */
async function certificates(sandbox) {
  const { CertificateSummaryList: list } = await sandbox.ask(ACMClient, new ListCertificatesCommand({}), EDGE);
  const all = list.map(async ({ CertificateArn }) => {
    const { Tags } = await sandbox.ask(ACMClient, new ListTagsForCertificateCommand({ CertificateArn }), EDGE);
    return [CertificateArn, Tags];
  });
  return Promise.all(all);
}

/** @param {Sandbox} sandbox */
async function site(sandbox, host) {
  const { Id } = await distributionOf(sandbox, host);
  const { DistributionConfig } = await sandbox.ask(CloudFrontClient, new GetDistributionConfigCommand({ Id }), EDGE);
  return { Id, ...DistributionConfig };
}

/** Alarms without their state and its times. @param {Sandbox} sandbox */
async function alarms(sandbox, region) {
  const { MetricAlarms } = await sandbox.ask(CloudWatchClient, new DescribeAlarmsCommand({}), region);
  return MetricAlarms.map((alarm) =>
    Object.fromEntries(Object.entries(alarm).filter(([name]) => !/^State|Timestamp$|^Evaluation(State)?$/.test(name))),
  );
}
