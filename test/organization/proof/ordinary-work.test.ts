import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controls, documentOf } from './controls';
import { ServiceControl } from '../../../src/organization';
import { readCases } from '../../support/iam/cases';
import { administratorOf } from '../../support/iam/controls';
import { evaluate } from '../../support/iam/evaluator';
import { allowedSet, keyOf } from '../../support/iam/simulate';
import { exampleOf } from '../../support/iam/universe';

const DELIVERY = join(__dirname, '../../delivery/cases');
const tables = ['', 'cell'].flatMap((folder) => {
  const files = readdirSync(join(DELIVERY, folder)).filter((file) => file.endsWith('.json'));
  return files.map((file) => readCases(join(DELIVERY, folder, file)));
});
const working = tables.filter(({ rows }) => rows.some(({ allowed }) => allowed)); // a role of a task may be empty
const { 'allowed-regions': _regions, 'deny-root-user': denyRootUser, ...others } = controls;
const all = documentOf(
  ...[denyRootUser, ...Object.values(others)],
  ServiceControl.allowedRegions(['ap-southeast-1', 'eu-central-1']),
);

test.each(working.map((table) => [table.role, table] as const))(
  'PC5b beside every control %s does all that its table of src/delivery allows',
  async (_, { contexts = {}, rows }) => {
    const administrator = administratorOf('arn:aws:iam::111111111111:role/administrator', all);
    const allowed = rows.filter((row) => row.allowed);
    const arns = allowed.flatMap(({ resource }) => (resource === '*' ? [] : [exampleOf(resource)]));
    const universe = [...new Set(arns)].map((arn) => {
      return { arn, account: arn.split(':')[4] || '111111111111', why: 'ordinary work' };
    });
    const asked: string[] = [];
    const denied: string[] = [];
    for (const given of [{}, ...Object.values(contexts)]) {
      const context = { 'aws:RequestedRegion': 'ap-southeast-1', ...given };
      const only = allowed.map(({ action }) => action);
      const set = await allowedSet(administrator, universe, { context, only });
      const grants = new Set(set.grants.map(keyOf));
      asked.push(...set.asked.map(keyOf));
      denied.push(...set.asked.map(keyOf).filter((grant) => !grants.has(grant)));
    }
    expect(denied.filter((grant) => !grant.startsWith('kms:'))).toEqual([]); // keys let in whom their own policy names
    expect(asked.length).toBeGreaterThan(0);
  },
);

/** What CloudFormation does for a type of resource. */
interface Permissions {
  readonly create?: string;
  readonly read?: string;
  readonly update?: string;
  readonly delete?: string;
}
const { types } = JSON.parse(
  readFileSync(join(__dirname, '../../../resources/delivery/cloudformation-permissions.json'), 'utf8'),
) as { types: Record<string, Permissions> };

/** The types that the controls are about: the organization, and what its security account and its baseline have. */
const OF_ORGANIZATION = /^AWS::(Organizations|CloudTrail|Config|GuardDuty|Oam|SecurityHub)::/;

/** What stacks of the library have in us-east-1 beside those of another region. */
const BESIDE_CLOUDFRONT = [
  'AWS::CertificateManager::Certificate',
  'AWS::Chatbot::SlackChannelConfiguration',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACL',
];

describe('PC5b beside every control CloudFormation', () => {
  const role = 'arn:aws:iam::111111111111:role/cdk-hnb659fds-cfn-exec-role-111111111111-eu-central-1';
  /** Stores are encrypted, and nothing is public, as in every construct of the library. */
  const context = {
    ...{ 'aws:PrincipalArn': role, 'aws:SecureTransport': 'true', 'ec2:Encrypted': 'true' },
    ...{ 'rds:StorageEncrypted': 'true', 'rds:DatabaseEngine': 'postgres', 'elasticfilesystem:Encrypted': 'true' },
    ...{ 'elasticache:AtRestEncryptionEnabled': 'true' },
  };
  const deniedOf = (type: string, region: string) => {
    const { create = '', read = '', update = '', delete: gone = '' } = types[type];
    const actions = [create, read, update, gone].join(' ').split(' ').filter(Boolean);
    const request = { principal: role, resource: '*', account: '111111111111' };
    const requests = actions.map((action) => ({
      ...request,
      action,
      context: { ...context, 'aws:RequestedRegion': region },
    }));
    const identity = administratorOf(role, all).identity.map(({ policy }) => policy);
    return requests.filter((it) => !evaluate({ identity, serviceControl: [all] }, it)).map(({ action }) => action);
  };

  test('creates, changes and deletes every type of resource of the library in an allowed region', () => {
    const ofProducts = Object.keys(types).filter((type) => !OF_ORGANIZATION.test(type));
    const denied = ofProducts.flatMap((type) => deniedOf(type, 'eu-central-1').map((action) => `${type} ${action}`));

    expect(ofProducts.length).toBeGreaterThan(100);
    expect(denied).toEqual([]);
  });

  test('creates, changes and deletes in us-east-1 what CloudFront reads there, and no store', () => {
    const denied = BESIDE_CLOUDFRONT.flatMap((type) => deniedOf(type, 'us-east-1'));

    // Certificates of a private authority, and logs by Firehose: nothing in the library asks for them there.
    expect(denied.filter((action) => !/^(acm-pca|firehose):/.test(action))).toEqual([]);
    expect(deniedOf('AWS::RDS::DBCluster', 'us-east-1')).toContain('rds:CreateDBCluster');
    expect(deniedOf('AWS::S3::Bucket', 'us-east-1')).toContain('s3:CreateBucket');
  });
});
