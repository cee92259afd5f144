import assert from 'node:assert/strict';
import { GetRoleCommand, IAMClient, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';

const IDENTITY = 'arn:aws:iam::982233224911:oidc-provider/token.actions.githubusercontent.com';
/** Whom each role trusts: the repository by name, and by the numbers that no other repository gets. */
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

export async function theRoles(sandbox) {
  const ask = (command) => sandbox.ask(IAMClient, command, 'us-east-1');
  for (const [RoleName, [repository, id, environment]] of Object.entries(ROLES)) {
    const { Role } = await ask(new GetRoleCommand({ RoleName }));
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
            },
          },
          Effect: 'Allow',
          Principal: { Federated: IDENTITY },
        },
      ],
      `whom ${RoleName} trusts`,
    );
    const attached = await ask(new ListAttachedRolePoliciesCommand({ RoleName }));
    assert.deepEqual(attached.AttachedPolicies, [], `${RoleName} has no managed policy`);
  }
}
