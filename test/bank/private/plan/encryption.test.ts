import { ADOPTED, Changes, readBank } from '../../../support/bank';

const KEY = 'arn:aws:kms:ap-southeast-1:982233224911:key/01234567-89ab-cdef-0123-456789abcdef';
const THEIRS = 'arn:aws:kms:ap-southeast-1:982233224911:key/theirs';
const OF_KEYS: Changes = { 'encryption.keyArn': KEY };

describe('RB18 encryption.keyArn', () => {
  const { of, plan } = readBank(OF_KEYS);
  const propertiesOf = (type: string) => of(type).map(({ Properties }) => Properties);

  test('is the key of every secret, of the log group, of the images and of the cache', () => {
    const secrets = propertiesOf('AWS::SecretsManager::Secret');

    expect(secrets).toHaveLength(8);
    expect(secrets.filter(({ KmsKeyId }) => KmsKeyId !== KEY)).toEqual([]);
    expect(propertiesOf('AWS::Logs::LogGroup')).toMatchObject([{ KmsKeyId: KEY }, { KmsKeyId: KEY }]);
    expect(propertiesOf('AWS::ECR::Repository')).toMatchObject([
      { EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: KEY } },
    ]);
    expect(propertiesOf('AWS::ElastiCache::ServerlessCache')).toMatchObject([{ KmsKeyId: KEY }]);
  });

  test('gives each site a key, which its distribution and its role of CI use', () => {
    const policies = of('AWS::KMS::Key').filter(({ stack }) => stack === 'sites');
    const texts = policies.map(({ Properties }) => JSON.stringify(Properties.KeyPolicy));

    expect(texts).toHaveLength(2);
    expect(texts.filter((it) => /prd-rl-bank-publish-(mp-)?webapp/.test(it) && it.includes('cloudfront'))).toEqual(
      texts,
    );
    const encryptions = propertiesOf('AWS::S3::Bucket').filter((it) => it.BucketName !== undefined);
    expect(encryptions.map((it) => JSON.stringify(it.BucketEncryption)).join()).toMatch(/aws:kms.*aws:kms/);
  });

  test('RB15 can be used by the execution role to decrypt, and for nothing else', () => {
    expect(kmsStatementsIn(of('AWS::IAM::Role').concat(of('AWS::IAM::Policy')))).toEqual([
      { Action: 'kms:Decrypt', Effect: 'Allow', Resource: KEY },
    ]);
  });

  test('has in the plan what its policy has to allow', () => {
    const [{ keyArn, statements }] = plan.data.encryption;

    expect([keyArn, statements.map(({ Sid }: any) => Sid)]).toEqual([
      KEY,
      ['SecretsManager', 'CloudWatchLogs', 'GrantsOfRepositoryAndCache'],
    ]);
    expect(statements[1].Condition.ArnEquals['kms:EncryptionContext:aws:logs:arn']).toEqual([
      'arn:aws:logs:ap-southeast-1:982233224911:log-group:/ecs/prd-rl-bank-api',
      'arn:aws:logs:ap-southeast-1:982233224911:log-group:/aws/events/prd-rl-bank-api',
    ]);
    expect(plan.text).toContain(`  the policy of ${KEY}:\n    {"Sid":"SecretsManager",`);
    expect(plan.text).toContain('ECR would need a repository of another name');
  });
});

test('RB15 RB24 adopt.secretKeyArns is what the execution role decrypts existing secrets with', () => {
  const { of, plan } = readBank({ ...ADOPTED, 'adopt.secretKeyArns': { DB_URI: THEIRS } });

  expect(kmsStatementsIn(of('AWS::IAM::Role'))).toEqual([{ Action: 'kms:Decrypt', Effect: 'Allow', Resource: THEIRS }]);
  expect(plan.data.encryption).toMatchObject([{ keyArn: THEIRS, statements: [{ Sid: 'SecretsManager' }] }]);
});

test('without keys the plan says that AWS manages them', () => {
  const { of, plan } = readBank();

  expect(kmsStatementsIn(of('AWS::IAM::Role'))).toEqual([]);
  expect(plan.text).toContain('  keys that AWS manages or owns, for what is created: encryption.keyArn\n');
});

function kmsStatementsIn(resources: any[]): unknown[] {
  const documents = resources.flatMap(({ Properties: { Policies = [], PolicyDocument } }) => [
    ...Policies.map((it: any) => it.PolicyDocument),
    ...(PolicyDocument ? [PolicyDocument] : []),
  ]);
  return documents.flatMap(({ Statement }) => Statement).filter((it) => JSON.stringify(it.Action).includes('kms:'));
}
