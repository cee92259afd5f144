import { bankOf, Changes, resourcesIn } from '../../../support/bank';

const ROLE = 'AWS::IAM::Role';
const rolesOf = (changes: Changes) =>
  resourcesIn(bankOf(changes), ROLE)
    .filter(({ stack }) => stack === 'deploy-roles')
    .map(({ Properties }) => Properties.RoleName.replace('prd-rl-bank-', ''))
    .sort();
const only = (...names: string[]): Changes => {
  const all = ['api', 'webapp', 'merchantPortal', 'infra'];
  return Object.fromEntries(all.filter((it) => !names.includes(it)).map((it) => [`deploy.${it}`, undefined]));
};

test.each<[string, Changes, string[]]>([
  ['RB13 whoever builds the API', only('api'), ['mark-release', 'push-image', 'roll-service']],
  ['RB14 whoever builds the web app', only('webapp'), ['publish-webapp']],
  ['RB14 whoever builds the portal', only('merchantPortal'), ['publish-mp-webapp']],
  ['RB17 whoever deploys the stacks', only('infra'), ['deploy', 'infrastructure', 'plan']],
])('%s has roles of their own', (_, changes, names) => {
  expect(rolesOf(changes)).toEqual(names);
});

test('RB13 the jobs are those of the config', () => {
  const [role] = resourcesIn(bankOf({ ...only('webapp'), 'deploy.webapp.environment': 'live' }), ROLE).filter(
    ({ stack }) => stack === 'deploy-roles',
  );

  expect(JSON.stringify(role.Properties.AssumeRolePolicyDocument)).toContain(
    'repo:rl-bank@10000001/rl-bank-webapp@20000002:environment:live',
  );
});

test('RB17 whoever compares does it from an environment of its own, and reads all the stacks', () => {
  const bank = bankOf({ 'deploy.infra.planEnvironment': 'compare' });
  const text = JSON.stringify(resourcesIn(bank).filter(({ stack }) => stack === 'deploy-roles'));

  expect(text).toContain('rl-bank-infra@20000004:environment:compare');
  for (const name of ['api', 'cache', 'deploy-roles', 'images', 'settings', 'sites', 'sites-edge', 'watch']) {
    expect(text).toContain(`stack/prd-rl-bank-${name}/*`);
  }
});

test('RB24 the issuer of tokens is made, or is there', () => {
  const issuers = (oidcIssuerExists: boolean) =>
    resourcesIn(bankOf({ 'deploy.oidcIssuerExists': oidcIssuerExists })).filter(({ Type }) =>
      /OIDCProvider/.test(Type),
    );

  expect(issuers(true)).toEqual([]);
  expect(issuers(false)).toHaveLength(1);
});
