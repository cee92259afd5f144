import { Construct } from 'constructs';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { nameOf, propertiesOf, resourcesBelow } from '../../../core/private/plan/template-reader';
import type { BankMvpConfig } from '../../bank-mvp-config';

/** What the policies of customer managed KMS keys have to allow: keys of other teams are not changed here. */
export function encryptionSection(bank: Construct, config: BankMvpConfig): PlanSection {
  const { keyArn } = config.encryption;
  const ofSecrets = [...new Set(Object.values(config.adopt.secretKeyArns))].sort();
  const policies = [
    ...(keyArn === undefined ? [] : [{ keyArn, statements: statementsFor(bank, keyArn, config) }]),
    ...ofSecrets.filter((arn) => arn !== keyArn).map((arn) => ({ keyArn: arn, statements: [forSecrets(arn)] })),
  ];
  return {
    key: 'encryption',
    title: 'Customer managed KMS keys, and what their policies have to allow before the stacks are deployed',
    lines: [
      ...(keyArn === undefined ? ['keys that AWS manages or owns, for what is created: encryption.keyArn'] : []),
      ...policies.flatMap(({ keyArn: arn, statements }) => [
        `the policy of ${arn}:`,
        ...statements.map((statement) => `  ${JSON.stringify(statement)}`),
      ]),
      ...(keyArn === undefined ? [] : exceptions(config)),
    ],
    data: policies,
  };
}

type Statement = Record<string, unknown>;

function statementsFor(bank: Construct, keyArn: string, config: BankMvpConfig): Statement[] {
  const [, partition, , region, account] = keyArn.split(':');
  const logGroups = resourcesBelow(bank, 'AWS::Logs::LogGroup').filter((it) => propertiesOf(it).KmsKeyId !== undefined);
  return [
    forSecrets(keyArn),
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    {
      Sid: 'CloudWatchLogs',
      Effect: 'Allow',
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      Resource: '*',
      Condition: {
        ArnEquals: {
          'kms:EncryptionContext:aws:logs:arn': logGroups.map(
            (it) => `arn:${partition}:logs:${region}:${account}:log-group:${nameOf(it)}`,
          ),
        },
      },
    },
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
    {
      Sid: 'GrantsOfRepositoryAndCache',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${config.account}:root` },
      Action: ['kms:CreateGrant', 'kms:RetireGrant', 'kms:DescribeKey'],
      Resource: '*',
      Condition: {
        StringEquals: {
          'kms:ViaService': [`ecr.${region}.amazonaws.com`, `elasticache.${region}.amazonaws.com`],
          'kms:CallerAccount': config.account,
        },
      },
    },
  ];
}

/** For IAM roles of the account that may use the key by their own policies, such as the execution role of the tasks. */
function forSecrets(keyArn: string): Statement {
  const [, partition, , region, account] = keyArn.split(':');
  return {
    Sid: 'SecretsManager',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
    Resource: '*',
    Condition: {
      StringEquals: {
        'kms:ViaService': `secretsmanager.${region}.amazonaws.com`,
        'kms:CallerAccount': account,
      },
    },
  };
}

function exceptions({ adopt, namePrefix }: BankMvpConfig): string[] {
  const adopted = [
    ...(adopt.repository ? ['images'] : []),
    ...(adopt.logGroupName === undefined ? [] : ['log group']),
    ...(Object.keys(adopt.secretArns).length > 0 ? ['existing secrets'] : []),
  ];
  return [
    `the content of each site has a key of its own in ${namePrefix}-sites, whose policy names its distribution and its publishers`,
    'access logs have SSE-S3, the only encryption that load balancers write with; parameters are plain text and hold no secrets',
    ...(adopted.length > 0 ? [`their owners decide on the encryption of: ${adopted.join(', ')}`] : []),
    'the key cannot be changed later: ECR would need a repository of another name, and another key replaces the cache',
  ];
}
