import { BankMvpConfig } from '../../../../src/bank';
import { NetworkEgress } from '../../../../src/network';
import { LaunchPhase, ApiRouting } from '../../../../src/service';
import { changed, fixture } from '../../../support/bank-configs';

const open = BankMvpConfig.fromFile(fixture('open'));

test('RB18c the way out and the routing are those of the constructs', () => {
  const closed = BankMvpConfig.fromObject(
    changed('document', {
      'network.egress': 'vpc-endpoints',
      'network.routeTableIds': ['rtb-0a1b2c3d'],
      'network.endpointServices': ['kms'],
    }),
  );

  expect(Object.keys(open.network)).toEqual(['vpcId', 'publicSubnetIds', 'privateSubnetIds', 'egress']);
  expect([open, closed].map(({ network }) => network.egress)).toEqual([
    NetworkEgress.nat({ addresses: ['198.51.100.7'] }),
    NetworkEgress.vpcEndpoints({ routeTableIds: ['rtb-0a1b2c3d'], additionalServices: ['kms'] }),
  ]);
  expect([open, closed].map(({ api }) => api.routing)).toEqual([
    ApiRouting.paths(['/api', '/api/*']),
    ApiRouting.wholeHost(),
  ]);
});

test.each([
  ['not-ready', LaunchPhase.NOT_READY],
  ['first-start', LaunchPhase.FIRST_START],
  ['running', LaunchPhase.RUNNING],
])('RB22 %s is a launchPhase', (word, launchPhase) => {
  expect(BankMvpConfig.fromObject(changed('document', { 'api.launchPhase': word })).api.launchPhase).toBe(launchPhase);
});

test('RB18c identities are repositories, with both spellings where the numbers are known', () => {
  const { api, infra, ...others } = open.deploy!;
  expect(api!.repository.subjectsForEnvironment(api!.environment).map(({ subject }) => subject)).toEqual([
    'repo:rl-bank@10000001/rl-bank-api@20000001:environment:prd',
    'repo:rl-bank/rl-bank-api:environment:prd',
  ]);
  expect(infra).toMatchObject({ environment: 'prd', planEnvironment: 'plan' });
  expect(infra!.repository.fullName).toBe('rl-bank/rl-bank-infra');
  expect(others).toMatchObject({ oidcIssuerExists: true, webapp: {}, merchantPortal: {} });
});

test('RB18c an identity that is not there is none', () => {
  const deploy = { api: { repository: 'rl-bank/rl-bank-api' } };
  expect(Object.keys(BankMvpConfig.fromObject(changed('document', { deploy })).deploy!)).toEqual([
    'oidcIssuerExists',
    'api',
  ]);
});
