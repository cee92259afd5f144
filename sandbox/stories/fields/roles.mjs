import assert from 'node:assert/strict';
import { GetRoleCommand, IAMClient, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const IDENTITY = 'arn:aws:iam::982233224911:oidc-provider/token.actions.githubusercontent.com';
/** The trust of each role: its repository by name, and by the ids that no other repository gets. */
const ROLES = {
  'prd-rl-bank-mark-release': ['rl-bank-api', '20000001', 'prd'],
  'prd-rl-bank-push-image': ['rl-bank-api', '20000001', 'prd'],
  'prd-rl-bank-roll-service': ['rl-bank-api', '20000001', 'prd'],
  'prd-rl-bank-publish-webapp': ['rl-bank-webapp', '20000002', 'prd'],
  'prd-rl-bank-publish-mp-webapp': ['rl-bank-mp-webapp', '20000003', 'prd'],
  'prd-rl-bank-deploy': ['rl-bank-infra', '20000004', 'prd'],
  'prd-rl-bank-infrastructure': ['rl-bank-infra', '20000004', 'prd'],
  'prd-rl-bank-plan': ['rl-bank-infra', '20000004', 'plan'],
};

/** @param {Sandbox} sandbox */
export async function theRoles(sandbox) {
  for (const [RoleName, [repository, id, environment]] of Object.entries(ROLES)) {
    const { Role } = await sandbox.ask(IAMClient, new GetRoleCommand({ RoleName }), 'us-east-1');
    const { Statement } = JSON.parse(decodeURIComponent(Role.AssumeRolePolicyDocument));
    const subjects = [
      `repo:rl-bank/${repository}:environment:${environment}`,
      `repo:rl-bank@10000001/${repository}@${id}:environment:${environment}`,
    ];
    assert.deepEqual(
      Statement,
      [
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': subjects,
              'token.actions.githubusercontent.com:repository_id': id,
            },
          },
          Effect: 'Allow',
          Principal: { Federated: IDENTITY },
        },
      ],
      `the trust policy of ${RoleName}`,
    );
    const listed = new ListAttachedRolePoliciesCommand({ RoleName });
    const { AttachedPolicies } = await sandbox.ask(IAMClient, listed, 'us-east-1');
    assert.deepEqual(AttachedPolicies, [], `${RoleName} has no managed policy`);
  }
}
