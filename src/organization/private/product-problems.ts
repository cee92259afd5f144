import { emailProblem } from './account-problems';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { entryProblems } from '../../core/private/checks/required-props';
import { entriesOf, TEXT } from '../../core/private/checks/types';

interface Product {
  readonly productName: string;
  readonly email: string;
  readonly environments: string[];
  readonly accountIds: Record<string, string>;
}

/** What becomes part of names and addresses. */
const LABEL = /^[a-z][a-z0-9-]*[a-z0-9]$/;

/** The problems of the accounts of a product. */
export function productProblems({ productName, email, environments, accountIds }: Product): Array<Problem | undefined> {
  return [
    labelProblem('productName', productName, 'acme-crm'),
    problemIf(environments.length === 0, {
      code: 'product-accounts/no-environment',
      prop: 'environments',
      value: environments,
      allowed: 'must have an environment',
      fix: "leave it out for dev, staging and prod, or write one such as 'prod'",
    }),
    ...environments.map((environment) => labelProblem('environments', environment, 'prod')),
    ...environments
      .filter((environment, index) => environments.indexOf(environment) !== index)
      .map((environment) => ({
        code: 'product-accounts/environment-twice',
        prop: 'environments',
        value: environment,
        allowed: 'must be there once, because each environment has one account',
        fix: 'remove one of the two',
      })),
    emailProblem(email) ??
      problemIf(email.includes('+'), {
        code: 'product-accounts/email-with-tag',
        prop: 'email',
        value: email,
        allowed: 'must be a mailbox without a plus sign, after which the name of the account is put',
        fix: "write it like 'aws@acme.example'",
      }),
    ...entryProblems('accountIds', accountIds, TEXT),
    ...entriesOf(accountIds).map(([environment]) =>
      environmentProblem(`accountIds.${environment}`, environment, environments),
    ),
  ];
}

/** The problem of an environment that the product does not have. */
export function environmentProblem(prop: string, environment: string, environments: string[]): Problem | undefined {
  return problemIf(!environments.includes(environment), {
    code: 'product-accounts/no-such-environment',
    prop,
    value: environment,
    allowed: `must be one of ${environments.join(', ')}`,
    fix: "name one of them, or add it to 'environments'",
  });
}

function labelProblem(prop: string, value: string, example: string): Problem | undefined {
  return problemIf(!LABEL.test(value), {
    code: 'product-accounts/name-invalid',
    prop,
    value,
    allowed: 'must have lower-case letters, digits and hyphens, since it becomes part of names and addresses',
    fix: `write it like '${example}'`,
  });
}
