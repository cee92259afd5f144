import { ADOPTED, readBank } from '../../../support/bank';

const ALL = {
  ...ADOPTED,
  'deploy.oidcIssuerExists': true,
  'encryption.keyArn': 'arn:aws:kms:ap-southeast-1:982233224911:key/ours',
  'webapp.webAclArn': 'arn:aws:wafv2:us-east-1:982233224911:global/webacl/edge/1',
  'api.webAclArn': 'arn:aws:wafv2:ap-southeast-1:982233224911:regional/webacl/api/1',
  'alarms.page': [
    { topicArns: ['arn:aws:sns:ap-southeast-1:982233224911:on-call', 'arn:aws:sns:us-east-1:982233224911:on-call'] },
  ],
};

describe('RB24 of each adopted resource the plan says in one line what its owner decides', () => {
  const { text, data } = readBank(ALL).plan;
  const whats: string[] = data.adopted.map(({ what }: { what: string }) => what);

  test('of all that can be adopted', () => {
    expect(whats.map((what) => what.replace(/ \S+$/, ''))).toEqual([
      ...['VPC', 'hosted zone', 'OIDC provider of', 'KMS key', 'repository', 'cluster', 'log group', 'certificate'],
      ...['access log bucket', 'secrets', 'parameters', 'web ACL', 'certificate', 'certificate', 'access log bucket'],
      ...['web ACL', 'topic', 'topic'],
    ]);
    expect(text).toContain('\n  log group /ecs/shared: its retention, encryption and deletion\n');
    expect(text).toContain('\n  secrets DB_URI: their values, rotation and deletion\n');
    expect(text).toContain('a stack prd-rl-bank-images from before stays as it is\n');
    expect(data.adopted.filter(({ notPromised }: any) => notPromised.length < 8)).toEqual([]);
  });

  test('and of nothing else', () => {
    expect(readBank().plan.data.adopted.map(({ what }: { what: string }) => what)).toEqual([
      'VPC vpc-0a1b2c3d4e5f60718',
      'hosted zone Z0123456789ABCDEFGHIJ',
      'OIDC provider of GitHub',
    ]);
  });
});

test('RB24 the plan lists every name that a second bank in the account changes, in whatever app it is', () => {
  const { accountNames } = readBank().plan.data;
  const other = readBank({ 'adopt.repository': true, 'deploy.oidcIssuerExists': false }).plan.data.accountNames;

  expect(accountNames.map(({ key, value }: any) => [key, value])).toEqual([
    ['namePrefix', 'prd-rl-bank'],
    ['api.settingsPath', 'rl/bank/api'],
    ['api.image', '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api'],
    ['webapp.bucketName', 'prd-rl-bank-webapp'],
    ['merchantPortal.bucketName', 'prd-rl-bank-mp-webapp'],
    ['domain.apiSubdomain', 'api.bank.example'],
    ['domain.appSubdomain', 'app.bank.example'],
    ['domain.merchantSubdomain', 'merchant.bank.example'],
    ['alarms', 'T0123ABCD/C0123ABCD'],
  ]);
  expect(other.map(({ key }: any) => key)).toEqual([
    ...accountNames.map(({ key }: any) => key).filter((key: string) => key !== 'api.image'),
    'deploy.oidcIssuerExists',
  ]);
});
