import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { adoptedBucket, adoptedCertificate, adoptedCluster, adoptedLogGroup } from '../../../src/bank/private/adopted';
import { ADOPTED, bankOf, planOf, resourcesIn, templatesOf } from '../../support/bank';
import { workloadStack } from '../../support/cloud';

const [without, with_] = [{}, ADOPTED].map((changes) => bankOf(changes));

describe('RB24 what is adopted is used, and not made', () => {
  test.each<[string, string, string, string, number, number]>([
    ['the repository', 'images', 'AWS::ECR::Repository', 'rl-bank-api', 1, 0],
    ['the log group', 'api', 'AWS::Logs::LogGroup', '/ecs/shared', 1, 0],
    ['the cluster', 'api', 'AWS::ECS::Cluster', '"shared"', 1, 0],
    ['the certificate of the API', 'api', 'AWS::CertificateManager::Certificate', ':certificate/api', 1, 0],
    ['those of the sites', 'sites', 'AWS::CertificateManager::Certificate', ':certificate/webapp', 0, 0],
    ['that of the portal', 'sites', 'AWS::CertificateManager::Certificate', ':certificate/portal', 0, 0],
    ['the bucket for logs of the load balancer', 'api', 'AWS::S3::Bucket', 'shared-lb-logs', 1, 0],
    ['the bucket for logs of the sites', 'sites', 'AWS::S3::Bucket', 'shared-site-logs', 4, 2],
    ['a secret', 'settings', 'AWS::SecretsManager::Secret', 'theirs/DB_URI-AbCdEf', 8, 7],
    ['a parameter', 'settings', 'AWS::SSM::Parameter', 'rl/bank/api/NODE_ENV', 7, 6],
  ])('%s', (_, stack, type, name, made, madeStill) => {
    const made_ = (bank: typeof without) => resourcesIn(bank, type).filter((it) => it.stack === stack).length;
    const used = Object.values(templatesOf(with_)).filter((text) => text.includes(name));

    expect([made_(without), made_(with_)]).toEqual([made, madeStill]);
    expect(used.length).toBeGreaterThan(0);
  });

  test('certificates that are there need no stack in us-east-1', () => {
    expect(Object.keys(templatesOf(with_))).not.toContain('sites/EdgeTwin');
  });

  test('with one certificate of two the other name alone is on the one that is made', () => {
    const { 'adopt.webappCertificateArn': arn } = ADOPTED;
    const [certificate] = resourcesIn(
      bankOf({ 'adopt.webappCertificateArn': arn }),
      'AWS::CertificateManager::Certificate',
    ).filter(({ stack }) => stack === 'sites/EdgeTwin');

    expect(certificate.Properties.DomainName).toBe('merchant.bank.example');
    expect(certificate.Properties.SubjectAlternativeNames ?? []).toEqual([]);
  });

  test('and nobody is asked to fill it in', () => {
    const { toFill } = planOf(bankOf({ ...ADOPTED, createResources: false })).data;
    const names = toFill.values.map(({ name }: { name: string }) => name);

    expect(names.filter((name: string) => /DB_URI|NODE_ENV/.test(name))).toEqual([]);
    expect(names).toContain('rl/bank/api/API_KEY');
  });
});

test('RB24 what is not adopted is left to the constructs', () => {
  const stack = workloadStack();
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });

  expect(adoptedCertificate(stack)).toBeUndefined();
  expect(adoptedBucket(stack)).toBeUndefined();
  expect(adoptedLogGroup(stack)).toBeUndefined();
  expect(adoptedCluster(stack, vpc)).toBeUndefined();
});

test('RB24 what is adopted is known by what the config says', () => {
  const stack = workloadStack();
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
  const arn = 'arn:aws:acm:us-east-1:111111111111:certificate/1';

  expect(adoptedCertificate(stack, arn, 'one')!.certificateArn).toBe(arn);
  expect(adoptedBucket(stack, 'logs')!.bucketName).toBe('logs');
  expect(adoptedLogGroup(stack, '/logs')!.logGroupName).toBe('/logs');
  expect(adoptedCluster(stack, vpc, 'shared')!.clusterName).toBe('shared');
});
