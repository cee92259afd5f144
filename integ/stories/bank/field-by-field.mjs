import assert from 'node:assert/strict';
import { CloudFrontClient, GetDistributionConfigCommand, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { GetRoleCommand, IAMClient, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';
import { GetKeyRotationStatusCommand, KMSClient } from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { balancer } from '../parts/balancer.mjs';
import { container, service } from '../../sandbox/parts/service.mjs';

const EDGE = 'us-east-1';

/** What the services themselves say of what runs. Every value here is written by hand from the requirements. */
export const fieldByField = {
  name: 'LB5 the services say themselves what runs: private tasks, closed buckets, TLS, alarms that reach a topic',
  async tell({ sandbox }) {
    await theService(sandbox);
    await theBalancer(sandbox);
    await theImagesAndLogs(sandbox);
    for (const [bucket, host] of [
      ['prd-rl-bank-webapp', 'app.bank.example'],
      ['prd-rl-bank-mp-webapp', 'merchant.bank.example'],
    ]) {
      await theBucket(sandbox, bucket);
      await theDistribution(sandbox, host, bucket);
    }
    for (const region of [sandbox.region, EDGE]) await theAlarms(sandbox, region);
    await theRoles(sandbox);
  },
};

async function theService(sandbox) {
  const { deploymentConfiguration, networkConfiguration, ...said } = await service(sandbox);
  assert.deepEqual(deploymentConfiguration.deploymentCircuitBreaker, { enable: true, rollback: true });
  const { assignPublicIp, subnets } = networkConfiguration.awsvpcConfiguration;
  assert.equal(assignPublicIp, 'DISABLED');
  assert.deepEqual(subnets.sort(), ['subnet-0a1b2c3d4e5f60713', 'subnet-0a1b2c3d4e5f60714']);
  assert.equal(said.enableExecuteCommand, false);
  assert.equal(said.propagateTags, 'SERVICE');

  const task = await container(sandbox);
  assert.equal(task.user, '1000:1000');
  assert.equal(task.readonlyRootFilesystem, true);
  assert.equal(task.environment ?? undefined, undefined);
  assert.equal(task.logConfiguration.options['awslogs-group'], '/ecs/prd-rl-bank-api');
  for (const { valueFrom } of task.secrets) assert.match(valueFrom, /^arn:aws:(secretsmanager|ssm):ap-southeast-1:/);
}

async function theBalancer(sandbox) {
  const { attributes, listeners, targets } = await balancer(sandbox);
  assert.equal(attributes['deletion_protection.enabled'], 'true');
  assert.equal(attributes['routing.http.drop_invalid_header_fields.enabled'], 'true');
  assert.equal(attributes['access_logs.s3.enabled'], 'true');
  assert.deepEqual(listeners.map(({ Port, Protocol }) => `${Protocol} ${Port}`).sort(), ['HTTP 80', 'HTTPS 443']);
  assert.equal(listeners.find(({ Port }) => Port === 443).SslPolicy, 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06');
  assert.equal(targets.HealthCheckPath, '/health');
  assert.equal(targets.TargetType, 'ip');
}

async function theImagesAndLogs(sandbox) {
  const repository = new DescribeRepositoriesCommand({ repositoryNames: ['rl-bank-api'] });
  const { repositories } = await sandbox.ask(ECRClient, repository);
  assert.equal(repositories[0].imageScanningConfiguration.scanOnPush, true);
  const group = new DescribeLogGroupsCommand({ logGroupNamePrefix: '/ecs/prd-rl-bank-api' });
  const { logGroups } = await sandbox.ask(CloudWatchLogsClient, group);
  assert.equal(logGroups[0].retentionInDays, 90);
}

async function theBucket(sandbox, Bucket) {
  const ask = (Command) => sandbox.ask(s3.S3Client, new Command({ Bucket }));
  const { PublicAccessBlockConfiguration: blocked } = await ask(s3.GetPublicAccessBlockCommand);
  assert.deepEqual(Object.values(blocked), [true, true, true, true]);
  assert.equal((await ask(s3.GetBucketVersioningCommand)).Status, 'Enabled');
  assert.ok((await ask(s3.GetBucketLoggingCommand)).LoggingEnabled.TargetBucket);
  const { Statement } = JSON.parse((await ask(s3.GetBucketPolicyCommand)).Policy);
  const [denied, ...others] = Statement.filter(({ Effect }) => Effect === 'Deny');
  assert.deepEqual([denied.Condition, others], [{ Bool: { 'aws:SecureTransport': 'false' } }, []]);
  for (const { Principal, Condition } of Statement.filter(({ Effect }) => Effect === 'Allow')) {
    assert.deepEqual(Principal, { Service: 'cloudfront.amazonaws.com' });
    assert.match(JSON.stringify(Condition), /arn:aws:cloudfront::982233224911:distribution\/E\w+/);
  }
}

async function theDistribution(sandbox, host, bucket) {
  const ask = (command) => sandbox.ask(CloudFrontClient, command, EDGE);
  const { DistributionList } = await ask(new ListDistributionsCommand({}));
  const { Id } = DistributionList.Items.find(({ Aliases }) => Aliases.Items.includes(host));
  const { DistributionConfig: config } = await ask(new GetDistributionConfigCommand({ Id }));
  assert.deepEqual(config.Aliases.Items, [host]);
  assert.equal(config.DefaultCacheBehavior.ViewerProtocolPolicy, 'redirect-to-https');
  assert.match(config.ViewerCertificate.ACMCertificateArn, /^arn:aws:acm:us-east-1:/);
  assert.match(config.Origins.Items[0].DomainName, new RegExp(`^${bucket}\\.s3\\.`));
  assert.ok(config.Origins.Items[0].OriginAccessControlId);
  assert.equal(config.CustomErrorResponses?.Quantity ?? 0, 0, 'an error of the origin is not made a page');
}

async function theAlarms(sandbox, region) {
  const types = new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] });
  const { MetricAlarms, CompositeAlarms } = await sandbox.ask(CloudWatchClient, types, region);
  const { Topics } = await sandbox.ask(SNSClient, new ListTopicsCommand({}), region);
  const topics = Topics.map(({ TopicArn }) => TopicArn);
  assert.ok(MetricAlarms.length > 0);
  const all = [...MetricAlarms, ...CompositeAlarms];
  for (const { AlarmName, AlarmArn, AlarmActions, AlarmDescription } of all) {
    for (const action of AlarmActions) assert.ok(topics.includes(action), `${AlarmName} calls ${action}`);
    // One that only says when others are to be quiet has nobody to call.
    if (CompositeAlarms.some(({ ActionsSuppressor: it }) => it === AlarmArn || it === AlarmName)) continue;
    const called = AlarmActions.length > 0 || CompositeAlarms.some(({ AlarmRule }) => AlarmRule.includes(AlarmName));
    assert.ok(called, `${AlarmName} calls nobody`);
    assert.match(AlarmDescription, /runbook\.md#/, AlarmName);
  }
  for (const TopicArn of topics) {
    const { Attributes } = await sandbox.ask(SNSClient, new GetTopicAttributesCommand({ TopicArn }), region);
    const rotation = new GetKeyRotationStatusCommand({ KeyId: Attributes.KmsMasterKeyId });
    assert.equal((await sandbox.ask(KMSClient, rotation, region)).KeyRotationEnabled, true, TopicArn);
  }
}

async function theRoles(sandbox) {
  for (const RoleName of ['prd-rl-bank-publish-webapp', 'prd-rl-bank-push-image', 'prd-rl-bank-roll-service']) {
    const { Role } = await sandbox.ask(IAMClient, new GetRoleCommand({ RoleName }), EDGE);
    const trust = JSON.parse(decodeURIComponent(Role.AssumeRolePolicyDocument));
    const { StringEquals } = trust.Statement[0].Condition;
    assert.equal(StringEquals['token.actions.githubusercontent.com:aud'], 'sts.amazonaws.com');
    for (const subject of [StringEquals['token.actions.githubusercontent.com:sub']].flat()) {
      assert.match(subject, /^repo:rl-bank(@10000001)?\/rl-bank-(webapp|api)(@\d+)?:environment:prd$/);
    }
    const attached = new ListAttachedRolePoliciesCommand({ RoleName });
    assert.deepEqual((await sandbox.ask(IAMClient, attached, EDGE)).AttachedPolicies, [], 'no managed policy');
  }
}
