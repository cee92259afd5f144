import { App } from 'aws-cdk-lib';
import { BankMvp } from '../../../src/bank';
import { bankApp, bankOf, Changes, CLOSED, readBank, resourcesIn, stacksOf, templatesOf } from '../../support/bank';
import { Said } from '../../support/problems';

/** Names that one has in an account: nothing of this may be made twice. */
const NAMES = ['Name', 'RepositoryName', 'BucketName', 'RoleName', 'TopicName', 'LogGroupName', 'AlarmName'];
const ALONE = /^AWS::(?:SSM|SecretsManager|ECR|S3|IAM|SNS|Logs::LogGroup|CloudWatch|CloudFront|ElastiCache)/;

/** No chat channel: an account connects one once. */
const MAILED: Changes = {
  alarms: { page: [{ email: 'oncall@bank.example' }], ticket: [{ email: 'platform@bank.example' }] },
};

/** What a second bank of the account says otherwise. */
const SECOND: Changes = {
  ...MAILED,
  namePrefix: 'stg-rl-bank',
  'domain.apiSubdomain': 'stg-api',
  'domain.appSubdomain': 'stg-app',
  'domain.merchantSubdomain': 'stg-merchant',
  'api.image': '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/stg-bank-api:live',
  'api.settingsPath': 'stg/bank/api',
  'webapp.bucketName': 'stg-rl-bank-webapp',
  'merchantPortal.bucketName': 'stg-rl-bank-mp-webapp',
};

describe('RB24 a second bank in the app', () => {
  test('with names of its own is beside the first, and changes nothing of it', () => {
    const [first, second] = banksOf(SECOND);

    expect(Object.keys(templatesOf(second))).toHaveLength(9);
    expect(templatesOf(first)).toEqual(readBank(MAILED).templates);
    expect(stacksOf(second).map(({ stackName }) => stackName)).toEqual(
      stacksOf(first).map(({ stackName }) => stackName.replace('prd', 'stg')),
    );
    expect(takenTwice(first, second)).toEqual([]);
    expect(takenTwice(first, first).length).toBeGreaterThan(20); // so a name that is taken twice would be seen
  });

  test('has a gate of its own', () => {
    const [first, second] = banksOf({ ...SECOND, ...CLOSED });
    const { stacks } = (first.node.root as App).synth();

    expect([first.gate.isOpen, second.gate.isOpen]).toEqual([true, false]);
    expect(stacks.map(({ hierarchicalId }) => hierarchicalId).filter((path) => path.startsWith('Bank2'))).toEqual([
      'Bank2/Gate/Plan',
    ]);
  });

  // CloudFormation would refuse each of these in the middle of a deployment.
  test.each<[what: string, changes: Changes, problem: Said]>([
    ['prefix', { namePrefix: 'prd-rl-bank' }, ['bank-mvp/name-taken', 'config.namePrefix', 'prd-rl-bank']],
    [
      'name for the API',
      { 'domain.apiSubdomain': 'api' },
      ['bank-mvp/name-taken', 'config.domain.apiSubdomain', 'api.bank.example'],
    ],
    [
      'channel',
      { alarms: undefined, 'alarms.page': [{ slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } }] },
      ['bank-mvp/name-taken', 'config.alarms', 'T0123ABCD/C0123ABCD'],
    ],
    [
      'issuer, made again',
      { 'deploy.oidcIssuerExists': false },
      ['bank-mvp/name-taken', 'config.deploy.oidcIssuerExists', false],
    ],
  ])('with the same %s is refused', (_, changes, problem) => {
    const app = bankApp();
    bankOf({ 'deploy.oidcIssuerExists': changes['deploy.oidcIssuerExists'] ?? true }, app);
    const ticket = [{ email: 'platform@bank.example' }];

    expect(() => bankOf({ ...SECOND, ...changes, 'alarms.ticket': ticket }, app, 'Bank2')).toThrowProblem(...problem);
  });
});

function banksOf(second: Changes): [BankMvp, BankMvp] {
  const app = bankApp();
  return [bankOf(MAILED, app), bankOf(second, app, 'Bank2')];
}

/** The names, with their types and regions, that both have. */
function takenTwice(...banks: [BankMvp, BankMvp]): string[] {
  const [first, second] = banks.map((bank) => {
    const named = resourcesIn(bank).filter(({ Type }) => ALONE.test(Type));
    return named.flatMap(({ stack, Type, Properties }) =>
      NAMES.flatMap((key) => (typeof Properties?.[key] === 'string' ? [`${stack} ${Type} ${Properties[key]}`] : [])),
    );
  });
  return first.filter((name) => second.includes(name));
}
