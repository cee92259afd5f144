// The plan has to be able to say something else than what was deployed. Without an emulator.
import { asPlanned } from '../bank/as-planned.mjs';
import { answering, red, world } from './support/red.mjs';

const HOME = 'ap-southeast-1';
const resources = {
  'AWS::S3::Bucket': 2,
  'AWS::SecretsManager::Secret': 1,
  'AWS::IAM::Role': 1,
  'AWS::CloudFront::Distribution': 1,
  'AWS::CloudWatch::Alarm': 1,
  'AWS::CloudWatch::CompositeAlarm': 1,
};
/** Of the bank, each in the number that is planned; and of others. */
const lines = [
  'bucket cdk-assets',
  'bucket prd-rl-bank-api-logs',
  'bucket prd-rl-bank-webapp',
  'role cdk-deploy',
  'role prd-rl-bank-deploy',
  'distribution E1',
  `alarm prd-rl-bank-Down in ${HOME}`,
  `alarm prd-rl-bank-Down-Call in ${HOME}`,
  `secret rl/bank/api/KEY in ${HOME}`,
];
const without = (line) => lines.filter((known) => known !== line);

function deployed({ planned = {}, listed = resources, has = lines, stack = {}, uri, certificate, record } = {}) {
  const types = Object.entries(listed).flatMap(([ResourceType, count]) => Array(count).fill({ ResourceType }));
  const said = { StackName: 'api', StackStatus: 'CREATE_COMPLETE', EnableTerminationProtection: true, ...stack };
  const sandbox = answering({
    DescribeStacks: { Stacks: [said] },
    ListStackResources: { StackResourceSummaries: types },
    GetParameter: { Parameter: { Value: uri ?? 'rediss://cache.example:6379' } },
    ListResourceRecordSets: {
      ResourceRecordSets: [
        { Type: 'NS', Name: 'bank.example.' },
        { Type: 'A', Name: record ?? 'api.bank.example.' },
      ],
    },
    ListCertificates: { CertificateSummaryList: [{ CertificateArn: 'arn' }] },
    DescribeCertificate: { Certificate: { SubjectAlternativeNames: [certificate ?? 'api.bank.example'] } },
  });
  const plan = {
    stacks: [{ name: 'api', region: HOME, path: 'Bank/api', resources: { ...resources, ...planned } }],
    settings: { parameters: [{ name: '/bank/URI', value: 'rediss://<Bank/cache>.Endpoint.Address:6379' }] },
    names: {
      records: [{ name: 'api.bank.example', type: 'A' }],
      certificates: [{ region: HOME, names: ['api.bank.example'] }],
    },
  };
  return world({ sandbox, plan, inventory: async () => has });
}

for (const [what, given, why] of [
  ['the plan has another number of buckets', { planned: { 'AWS::S3::Bucket': 3 } }, /AWS::S3::Bucket/],
  ['the stack has a type more', { listed: { ...resources, 'AWS::SQS::Queue': 1 } }, /AWS::SQS::Queue/],
  ['the stack is not complete', { stack: { StackStatus: 'UPDATE_ROLLBACK_COMPLETE' } }, /UPDATE_ROLLBACK/],
  ['the stack is not protected', { stack: { EnableTerminationProtection: false } }, /api/],
  ['a parameter has another value', { uri: 'redis://:6379' }, /URI/],
  ['a record has another name', { record: 'app.bank.example.' }, /app\.bank\.example/],
  ['a certificate has another name', { certificate: 'app.bank.example' }, /app\.bank\.example/],
  ...lines
    .filter((line) => !line.includes('cdk-'))
    .map((line) => [`the stack says ${line}, its service does not`, { has: without(line) }, /what the services have/]),
  ['a service has a role more', { has: [...lines, 'role prd-rl-bank-other'] }, /what the services have/],
  [
    'an alarm is in another region',
    { has: [...without(lines[6]), 'alarm prd-rl-bank-Down in us-east-1'] },
    /what the services have/,
  ],
])
  red(asPlanned, what, { well: deployed, ill: () => deployed(given), why });
