import { controls, documentOf, tableOf } from './controls';
import { unseenControlMutants } from '../../support/iam/control-mutants';
import { administratorOf, controlDifferences } from '../../support/iam/controls';
import { isAllowed } from '../../support/iam/decide';
import { evaluate } from '../../support/iam/evaluator';
import { MANAGEMENT } from '../../support/organization';

jest.setTimeout(5 * 60_000);

const OF_DOCUMENT = ['keep-logs', 'keep-threat-detection'];

describe('PC5b what no principal of a member account does, root users and administrators included', () => {
  test.each(Object.entries(controls))('%s denies what its table says and nothing else', async (name, control) => {
    const { found, tried } = await controlDifferences(documentOf(control), tableOf(name));

    expect(found).toEqual([]);
    expect(tried).toBeGreaterThan(5);
  });

  // Those of all controls are tried by night.
  test.each(['keep-threat-detection'])('%s, with one thing wrong at a time, differs from its table', async (name) => {
    const { unseen, tried } = await unseenControlMutants(documentOf(controls[name]), tableOf(name));

    expect(unseen).toEqual([]);
    expect(tried).toBeGreaterThan(30);
  });
});

describe('PC5b a trail is deleted', () => {
  const document = documentOf(...OF_DOCUMENT.map((name) => controls[name]));
  const stops = async (arn: string, action = 'cloudtrail:DeleteTrail') => {
    const { account, identity, serviceControl } = administratorOf(arn, document);
    const resource = `arn:aws:cloudtrail:us-east-1:${account}:trail/organization`;
    const request = { principal: arn, action, resource, account, context: { 'aws:PrincipalArn': arn } };
    const limits = { serviceControl: [document], managementAccount: MANAGEMENT };
    const second = evaluate({ identity: identity.map(({ policy }) => policy), ...limits }, request);
    const first = await isAllowed({ ...request, identity, serviceControl, managementAccount: MANAGEMENT });
    return [first, second];
  };

  test.each([
    ['the root user of a member account', 'arn:aws:iam::111111111111:root'],
    ['an administrator of a member account', 'arn:aws:iam::111111111111:role/administrator'],
    [
      'an administrator of the management account in a member account',
      'arn:aws:iam::111111111111:role/OrganizationAccountAccessRole',
    ],
    [
      'the role that maintains trails',
      'arn:aws:iam::100000000002:role/cdk-hnb659fds-cfn-exec-role-100000000002-us-east-1',
    ],
  ])('not by %s', async (_, arn) => {
    expect(await stops(arn)).toEqual([false, false]);
    expect(await stops(arn, 'cloudtrail:GetTrail')).toEqual([true, true]);
  });

  test.each([
    ['the root user of the management account', `arn:aws:iam::${MANAGEMENT}:root`],
    ['an administrator of the management account', `arn:aws:iam::${MANAGEMENT}:role/administrator`],
    [
      'a service-linked role',
      'arn:aws:iam::111111111111:role/aws-service-role/cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail',
    ],
  ])('by %s, which no service control policy limits', async (_, arn) => {
    expect(await stops(arn)).toEqual([true, true]);
  });
});
