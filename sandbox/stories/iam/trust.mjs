import assert from 'node:assert/strict';
import { CreateOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { JOBS, sessionOf } from './jobs.mjs';
import { assumeWith, claimsOf, roleArn } from './session.mjs';

/** Claims that a role of CI does not accept, by what is wrong with them, and the error: those of its job, but for one. */
export function wrongClaims(job) {
  const right = claimsOf(job);
  const [name] = right.sub.split(':environment:');
  const other = (change, options = {}) => claimsOf({ ...job, ...change }, options);
  const notTrusted = {
    'another repository of the owner': other({ repository: `${job.repository}-fork`, id: '99999999' }),
    'a repository of another owner': { ...right, sub: right.sub.replace('repo:rl-bank/', 'repo:attacker/') },
    'another environment': other({ environment: 'staging' }),
    'a branch without environment': { ...right, sub: `${name}:ref:refs/heads/main` },
    'a branch that is named like one': { ...right, sub: `${name}:ref:refs/heads/environment:${job.environment}` },
    'a pull request': { ...right, sub: `${name}:pull_request` },
    'the id of another repository': other({ id: '99999999' }, { ids: true }),
    'another repository that has the name by now': other({ id: '99999999' }),
    'no id': { ...right, repository_id: undefined },
    'a subject in capitals': { ...right, sub: right.sub.toUpperCase() },
    'no subject': { ...right, sub: undefined },
  };
  const notValid = {
    'another audience': [{ ...right, aud: 'https://github.com/rl-bank' }, 'InvalidIdentityTokenException'],
    'no audience': [{ ...right, aud: undefined }, 'InvalidIdentityTokenException'],
    'another issuer': [{ ...right, iss: 'https://gitlab.com' }, 'InvalidIdentityTokenException'],
    'a token of yesterday': [{ ...right, exp: right.exp - 24 * 60 * 60 }, 'ExpiredTokenException'],
  };
  const denied = Object.entries(notTrusted).map(([what, claims]) => [what, [claims, 'AccessDenied']]);
  return { ...Object.fromEntries(denied), ...notValid };
}

/** @type {import('../tell.mjs').Story} */
export const trust = {
  name: 'RB13 jobs of its repository and environment assume a role of CI; no other token does, no key and no role',
  async tell({ sandbox }) {
    await isKeptOut(sandbox, 'push-image', 'a token without OIDC provider', [
      claimsOf(JOBS['push-image']),
      'InvalidIdentityTokenException',
    ]);
    const provider = { Url: 'https://token.actions.githubusercontent.com', ClientIDList: ['sts.amazonaws.com'] };
    await sandbox.ask(IAMClient, new CreateOpenIDConnectProviderCommand(provider), 'us-east-1');

    for (const [name, job] of Object.entries(JOBS)) {
      const assume = new AssumeRoleCommand({ RoleArn: roleArn(sandbox, `prd-rl-bank-${name}`), RoleSessionName: 'x' });
      for (const ids of [false, true]) {
        const session = await sessionOf(sandbox, name, { ids });
        const { Arn } = await session.ask(STSClient, new GetCallerIdentityCommand({}));
        assert.equal(Arn, `arn:aws:sts::${sandbox.account}:assumed-role/prd-rl-bank-${name}/job`);
        await session.isRefused(`${name}, by itself`, STSClient, assume);
      }
      await assert.rejects(
        sandbox.ask(STSClient, assume),
        { name: 'AccessDenied' },
        `${name}, by a key of the account`,
      );
      for (const [what, wrong] of Object.entries(wrongClaims(job))) await isKeptOut(sandbox, name, what, wrong);
      for (const [other, { repository, environment }] of Object.entries(JOBS)) {
        if (repository === job.repository && environment === job.environment) continue;
        await isKeptOut(sandbox, name, `the job of ${other}`, [claimsOf(JOBS[other]), 'AccessDenied']);
      }
    }
  },
};

async function isKeptOut(sandbox, name, what, [claims, code]) {
  const answer = await assumeWith(sandbox, claims, `prd-rl-bank-${name}`).then(
    () => 'assumed',
    (error) => error.name,
  );
  assert.equal(answer, code, `${name}, by ${what}`);
}
