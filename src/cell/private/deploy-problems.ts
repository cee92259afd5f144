import { Stack } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { requiredTypeProblem } from '../../core/private/checks/required-props';
import { BOOLEAN, instance, LIST, OPTIONS, TEXT, typeProblems } from '../../core/private/checks/types';
import { claimUnique } from '../../core/private/checks/unique-claims';
import type { DeployTrust } from '../../delivery';
import type { ProductCellProps } from '../product-cell-props';

type Problems = Array<Problem | undefined>;

/** Options of signing and of CI that are of another type. */
export function deliveryTypeProblems({ signing, deploy }: ProductCellProps): Problems {
  return [
    ...typeProblems({ signing, deploy }, { signing: OPTIONS, deploy: OPTIONS }),
    ...(OPTIONS.has(signing)
      ? typeProblems(signing!, { configurationExists: BOOLEAN, otherRules: LIST }, 'signing.')
      : []),
    ...(OPTIONS.has(deploy)
      ? [
          requiredTypeProblem('deploy.repository', deploy!.repository, REPOSITORY),
          ...typeProblems(
            deploy!,
            {
              gitHubEnvironment: TEXT,
              oidcProviderExists: BOOLEAN,
              ...{ logReader: TRUST, alarmReader: TRUST },
              deploymentRole: TRUST,
            },
            'deploy.',
          ),
          jobProblem(deploy!.deploymentRole),
        ]
      : []),
  ];
}

/** Jobs of GitHub have roles of their own in the cell: this one is for the CI/CD account. */
function jobProblem(trust: DeployTrust | undefined): Problem | undefined {
  return problemIf(trust?.issuer !== undefined, {
    code: 'cell/deployment-role-of-jobs',
    prop: 'deploy.deploymentRole',
    value: 'a trust in tokens',
    allowed: 'must trust a role of the CI/CD account: jobs of the repository have roles of their own',
    fix: 'pass `DeployTrust.fromRoleArn(…)`, with the role and an external id',
  });
}

/** The problem of a second cell that makes the provider of an account. */
export function providerProblem(cell: Stack, { deploy }: ProductCellProps): Problem | undefined {
  if (deploy === undefined || deploy.oidcProviderExists) return undefined;
  const before = claimUnique(cell, ['cell/oidc-provider', cell.account], cell);
  return problemIf(before !== undefined, {
    code: 'cell/oidc-provider',
    prop: 'deploy.oidcProviderExists',
    value: false,
    allowed: `must be true: ${before} makes the OIDC provider of GitHub Actions, of which an account has one`,
    fix: 'set it, and deploy that cell first',
  });
}

const REPOSITORY = instance('a GitHubRepository, such as `GitHubRepository.of(…)`', 'fullName');
const TRUST = instance('a DeployTrust, such as `DeployTrust.fromRoleArn(…)`', 'principal');
