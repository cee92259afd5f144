import * as acm from '@aws-sdk/client-acm';
import * as cfn from '@aws-sdk/client-cloudformation';
import * as cloudfront from '@aws-sdk/client-cloudfront';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ecr from '@aws-sdk/client-ecr';
import * as ecs from '@aws-sdk/client-ecs';
import * as elasticache from '@aws-sdk/client-elasticache';
import * as iam from '@aws-sdk/client-iam';
import * as route53 from '@aws-sdk/client-route-53';
import * as s3 from '@aws-sdk/client-s3';
import * as secrets from '@aws-sdk/client-secrets-manager';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';

/**
 * What roles of the bank do, and what is next to it: each deed with the roles that may do it. The commands are sent by the
 * others, to be refused: beyond buckets they name nothing that has to exist.
 *
 * @typedef {{ what: string, by: string[], Client: any, command: any, region?: string }} Deed
 */

const EXECUTION = 'api-execution';
const repositoryName = 'rl-bank-api';
const service = { cluster: 'prd-rl-bank-api', service: 'prd-rl-bank-api' };
const ZONE = 'Z0123456789ABCDEFGHIJ';
const POLICY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** @returns {Deed[]} */
export function deeds({ account, sites, cache }) {
  return [
    ...sites.flatMap(ofSite),
    ...ofImages(),
    ...ofService(account),
    ...ofSettings(),
    ...ofStacks(),
    ...ofInfrastructure(cache),
    ...ofRoles(account),
    ...ofLogs(),
  ];
}

function deed(what, by, Client, command, region) {
  return { what, by, Client, command, region };
}

/** @returns {Deed[]} */
function ofSite({ bucket, distribution, role }) {
  const at = { Bucket: bucket, Key: 'index.html' };
  const near = `${bucket}x`;
  const to = (name, by, command) => deed(`${name} in ${bucket}`, by, s3.S3Client, command);
  const paths = { Paths: { Quantity: 1, Items: ['/*'] }, CallerReference: 'x' };
  const invalidate = (DistributionId) =>
    new cloudfront.CreateInvalidationCommand({ DistributionId, InvalidationBatch: paths });
  return [
    to('list', [role], new s3.ListObjectsV2Command({ Bucket: bucket })),
    to('get', [role], new s3.GetObjectCommand(at)),
    to('put', [role], new s3.PutObjectCommand({ ...at, Body: 'x' })),
    to('delete', [role], new s3.DeleteObjectCommand(at)),
    to('list versions', [], new s3.ListObjectVersionsCommand({ Bucket: bucket })),
    to('delete a version', [], new s3.DeleteObjectCommand({ ...at, VersionId: 'x' })),
    to('change the policy', [], new s3.PutBucketPolicyCommand({ Bucket: bucket, Policy: POLICY })),
    to('delete the bucket', [], new s3.DeleteBucketCommand({ Bucket: bucket })),
    deed(`put in ${near}`, [], s3.S3Client, new s3.PutObjectCommand({ ...at, Bucket: near, Body: 'x' })),
    deed(`list ${near}`, [], s3.S3Client, new s3.ListObjectsV2Command({ Bucket: near })),
    deed(`invalidate ${bucket}`, [role], cloudfront.CloudFrontClient, invalidate(distribution)),
    deed(`invalidate behind ${bucket}`, [], cloudfront.CloudFrontClient, invalidate(`${distribution}X`)),
    deed(
      `read the distribution of ${bucket}`,
      [],
      cloudfront.CloudFrontClient,
      new cloudfront.GetDistributionCommand({ Id: distribution }),
    ),
  ];
}

/** @returns {Deed[]} */
function ofImages() {
  const image = { imageTag: 'live', imageManifest: '{}' };
  const layer = { repositoryName, uploadId: 'x', partFirstByte: 0, partLastByte: 1, layerPartBlob: Buffer.from('{}') };
  const digest = `sha256:${'0'.repeat(64)}`;
  const imageIds = [{ imageTag: 'live' }];
  const push = ['push-image'];
  const to = (name, by, command, region) => deed(name, by, ecr.ECRClient, command, region);
  return [
    to('log in to ECR', [...push, EXECUTION], new ecr.GetAuthorizationTokenCommand({})),
    to('begin a layer', push, new ecr.InitiateLayerUploadCommand({ repositoryName })),
    to('upload a layer', push, new ecr.UploadLayerPartCommand(layer)),
    to(
      'complete a layer',
      push,
      new ecr.CompleteLayerUploadCommand({ repositoryName, uploadId: 'x', layerDigests: [digest] }),
    ),
    to('look for layers', push, new ecr.BatchCheckLayerAvailabilityCommand({ repositoryName, layerDigests: [digest] })),
    to('push an image', push, new ecr.PutImageCommand({ repositoryName, ...image })),
    to('read an image', [...push, EXECUTION], new ecr.BatchGetImageCommand({ repositoryName, imageIds })),
    to('pull a layer', [EXECUTION], new ecr.GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: digest })),
    to('delete an image', [], new ecr.BatchDeleteImageCommand({ repositoryName, imageIds })),
    to('read the list of images', [], new ecr.ListImagesCommand({ repositoryName })),
    to(
      'make tags mutable',
      [],
      new ecr.PutImageTagMutabilityCommand({ repositoryName, imageTagMutability: 'MUTABLE' }),
    ),
    to(
      'change the policy of the repository',
      [],
      new ecr.SetRepositoryPolicyCommand({ repositoryName, policyText: POLICY }),
    ),
    to('push to a neighbour', [], new ecr.PutImageCommand({ repositoryName: `${repositoryName}-other`, ...image })),
    to('push to another region', [], new ecr.PutImageCommand({ repositoryName, ...image }), 'us-east-1'),
    to(
      'read an image of a neighbour',
      [],
      new ecr.BatchGetImageCommand({ repositoryName: `${repositoryName}-other`, imageIds }),
    ),
  ];
}

/** @returns {Deed[]} */
function ofService(account) {
  const update = (more) => new ecs.UpdateServiceCommand({ ...service, forceNewDeployment: true, ...more });
  const awsvpcConfiguration = { subnets: ['subnet-0a1b2c3d4e5f60711'] };
  const more = {
    'another task definition': { taskDefinition: 'other:1' },
    'ECS Exec': { enableExecuteCommand: true },
    'a public address': {
      networkConfiguration: { awsvpcConfiguration: { ...awsvpcConfiguration, assignPublicIp: 'ENABLED' } },
    },
    'other subnets': { networkConfiguration: { awsvpcConfiguration } },
    'another capacity provider': { capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }] },
    'tags of ECS': { enableECSManagedTags: false },
    'propagated tags': { propagateTags: 'NONE' },
    'Service Connect': { serviceConnectConfiguration: { enabled: true, namespace: 'other' } },
  };
  const container = { name: 'api', image: 'other', memory: 512 };
  const executionRoleArn = `arn:aws:iam::${account}:role/prd-rl-bank-deploy`;
  const to = (name, by, command, region) => deed(name, by, ecs.ECSClient, command, region);
  return [
    to('roll the service', ['roll-service'], update()),
    to(
      'describe the service',
      ['roll-service'],
      new ecs.DescribeServicesCommand({ cluster: service.cluster, services: [service.service] }),
    ),
    ...Object.entries(more).map(([name, change]) => to(`roll with ${name}`, [], update(change))),
    to('roll a neighbour', [], update({ service: `${service.service}-other` })),
    to('roll in another cluster', [], update({ cluster: 'other' })),
    to('roll in another region', [], update(), 'us-east-1'),
    to(
      'describe a neighbour too',
      [],
      new ecs.DescribeServicesCommand({ cluster: service.cluster, services: [service.service, 'other'] }),
    ),
    to('delete the service', [], new ecs.DeleteServiceCommand({ ...service, force: true })),
    to(
      'pass a role to a task definition',
      [],
      new ecs.RegisterTaskDefinitionCommand({
        family: 'other',
        executionRoleArn,
        containerDefinitions: [container],
      }),
    ),
    to('run a task', [], new ecs.RunTaskCommand({ cluster: service.cluster, taskDefinition: 'other' })),
  ];
}

/** @returns {Deed[]} */
function ofSettings() {
  const secret = (SecretId) => new secrets.GetSecretValueCommand({ SecretId });
  const parameters = (...Names) => new ssm.GetParametersCommand({ Names, WithDecryption: true });
  const release = { Name: '/rl/bank/api/SENTRY_RELEASE', Value: 'x', Overwrite: true };
  const mark = (Name) => new ssm.PutParameterCommand({ ...release, Name });
  const [own, near] = ['/rl/bank/api/NODE_ENV', '/rl/bank/api/NODE_ENV-other'];
  const ofSecret = (name, by, command) => deed(name, by, secrets.SecretsManagerClient, command);
  const ofParameter = (name, by, command, region) => deed(name, by, ssm.SSMClient, command, region);
  return [
    ofSecret('read a secret', [EXECUTION], secret('rl/bank/api/DB_URI')),
    ofSecret('read a neighbouring secret', [], secret('rl/bank/api/DB_URI-other')),
    ofSecret(
      'write a secret',
      [],
      new secrets.PutSecretValueCommand({ SecretId: 'rl/bank/api/DB_URI', SecretString: 'x' }),
    ),
    ofSecret('delete a secret', [], new secrets.DeleteSecretCommand({ SecretId: 'rl/bank/api/DB_URI' })),
    ofParameter('read a parameter', [EXECUTION], new ssm.GetParameterCommand({ Name: own })),
    ofParameter('read parameters', [EXECUTION], parameters(own, '/rl/bank/api/PORT')),
    ofParameter('read parameters and a neighbour', [], parameters(own, near)),
    ofParameter('read a neighbouring parameter', [], new ssm.GetParameterCommand({ Name: near })),
    ofParameter('mark the release', ['mark-release'], mark(release.Name)),
    ofParameter('mark in another region', [], mark(release.Name), 'us-east-1'),
    ofParameter('write another parameter', [], mark(own)),
    ofParameter('write a neighbour of the marker', [], mark(`${release.Name}-other`)),
    ofParameter('delete the marker', [], new ssm.DeleteParameterCommand({ Name: release.Name })),
  ];
}

/** @returns {Deed[]} */
function ofStacks() {
  const StackName = 'prd-rl-bank-api';
  const change = { StackName, ChangeSetName: 'x', TemplateBody: '{}' };
  const to = (name, by, command, region) => deed(name, by, cfn.CloudFormationClient, command, region);
  return [
    to('describe a stack', ['plan'], new cfn.DescribeStacksCommand({ StackName })),
    to('read a template', ['plan'], new cfn.GetTemplateCommand({ StackName })),
    to('describe another stack', [], new cfn.DescribeStacksCommand({ StackName: 'CDKToolkit' })),
    to('make a change set', [], new cfn.CreateChangeSetCommand(change)),
    to('run a change set', [], new cfn.ExecuteChangeSetCommand({ StackName, ChangeSetName: 'x' })),
    to('update a stack', [], new cfn.UpdateStackCommand({ StackName, TemplateBody: '{}' })),
    to('delete a stack', [], new cfn.DeleteStackCommand({ StackName })),
  ];
}

/** @returns {Deed[]} */
function ofInfrastructure(cache) {
  const by = ['infrastructure'];
  const read = ['infrastructure', 'plan'];
  const record = { Name: 'x.bank.example', Type: /** @type {'TXT'} */ ('TXT'), TTL: 60 };
  const ResourceRecordSet = { ...record, ResourceRecords: [{ Value: '"x"' }] };
  const Changes = [{ Action: /** @type {'UPSERT'} */ ('UPSERT'), ResourceRecordSet }];
  const records = (HostedZoneId) =>
    new route53.ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch: { Changes } });
  const certificate = (DomainName, ValidationMethod) =>
    new acm.RequestCertificateCommand({ DomainName, ValidationMethod });
  const names = ['api.bank.example', 'www.bank.example'];
  const ofZone = (name, who, command) => deed(name, who, route53.Route53Client, command);
  const ofAcm = (name, who, command) => deed(name, who, acm.ACMClient, command);
  const ofCache = (name, who, command) => deed(name, who, elasticache.ElastiCacheClient, command);
  return [
    ofZone('change records', by, records(ZONE)),
    ofZone('read the zone', read, new route53.GetHostedZoneCommand({ Id: ZONE })),
    ofZone('read records', read, new route53.ListResourceRecordSetsCommand({ HostedZoneId: ZONE })),
    ofZone('change records of another zone', [], records(`${ZONE}X`)),
    ofZone('delete the zone', [], new route53.DeleteHostedZoneCommand({ Id: ZONE })),
    ofAcm('request a certificate', by, certificate('api.bank.example', 'DNS')),
    ofAcm('request one validated by e-mail', [], certificate('api.bank.example', 'EMAIL')),
    ofAcm('request one for another name', [], certificate('other.bank.example', 'DNS')),
    ofAcm(
      'request one for another name too',
      [],
      new acm.RequestCertificateCommand({
        DomainName: names[0],
        SubjectAlternativeNames: names,
        ValidationMethod: 'DNS',
      }),
    ),
    ofAcm('list certificates', read, new acm.ListCertificatesCommand({})),
    ofCache(
      'describe the cache',
      read,
      new elasticache.DescribeServerlessCachesCommand({ ServerlessCacheName: cache }),
    ),
    ofCache('modify the cache', by, new elasticache.ModifyServerlessCacheCommand({ ServerlessCacheName: cache })),
    ofCache('modify another cache', [], new elasticache.ModifyServerlessCacheCommand({ ServerlessCacheName: 'other' })),
    ofCache('delete the cache', [], new elasticache.DeleteServerlessCacheCommand({ ServerlessCacheName: cache })),
  ];
}

/** @returns {Deed[]} */
function ofRoles(account) {
  const bootstrap = (kind) => `arn:aws:iam::${account}:role/cdk-hnb659fds-${kind}-role-${account}-ap-southeast-1`;
  const assume = (RoleArn) => new sts.AssumeRoleCommand({ RoleArn, RoleSessionName: 'x' });
  const policy = (RoleName) => new iam.PutRolePolicyCommand({ RoleName, PolicyName: 'more', PolicyDocument: POLICY });
  const toAssume = (kind, by) => deed(`assume the ${kind} role`, by, sts.STSClient, assume(bootstrap(kind)));
  const roles = ['push-image', 'roll-service', 'publish-webapp', 'deploy', 'plan'];
  return [
    ...['deploy', 'file-publishing', 'lookup'].map((kind) => toAssume(kind, ['deploy'])),
    ...['image-publishing', 'cfn-exec'].map((kind) => toAssume(kind, [])),
    ...roles.map((name) =>
      deed(`widen the role ${name}`, [], iam.IAMClient, policy(`prd-rl-bank-${name}`), 'us-east-1'),
    ),
    deed('make a user', [], iam.IAMClient, new iam.CreateUserCommand({ UserName: 'x' }), 'us-east-1'),
  ];
}

/** @returns {Deed[]} */
function ofLogs() {
  const stream = (logGroupName) => ({ logGroupName, logStreamName: 'x' });
  const to = (name, by, command) => deed(name, by, logs.CloudWatchLogsClient, command);
  return [
    to('begin a log', [EXECUTION], new logs.CreateLogStreamCommand(stream('/ecs/prd-rl-bank-api'))),
    to('begin a neighbouring log', [], new logs.CreateLogStreamCommand(stream('/ecs/prd-rl-bank-api-other'))),
    to('read a log', [], new logs.GetLogEventsCommand(stream('/ecs/prd-rl-bank-api'))),
    to('delete the logs', [], new logs.DeleteLogGroupCommand({ logGroupName: '/ecs/prd-rl-bank-api' })),
  ];
}
