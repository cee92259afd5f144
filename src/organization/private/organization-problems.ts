import { Token } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { TEXT, typeProblems } from '../../core/private/checks/types';
import { ACCOUNT_ID } from '../../core/private/formats/environment';
import { ORGANIZATION_ID } from '../../core/private/formats/organization-id';
import { OrganizationAttributes } from '../organization-attributes';

/** What an id of AWS Organizations looks like: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
const FORMATS: Record<keyof OrganizationAttributes, [RegExp, string, string]> = {
  organizationId: [ORGANIZATION_ID, 'o-a1b2c3d4e5', 'aws organizations describe-organization'],
  rootId: [/^r-[0-9a-z]{4,32}$/, 'r-ab12', 'aws organizations list-roots'],
  managementAccountId: [ACCOUNT_ID, '100000000000', 'aws organizations describe-organization'],
};

/** The problems of the ids of an organization that exists. */
export function organizationProblems(attributes: OrganizationAttributes): Array<Problem | undefined> {
  const types = { organizationId: TEXT, rootId: TEXT, managementAccountId: TEXT };
  const ofTypes = typeProblems(attributes, types);
  if (ofTypes.some((problem) => problem !== undefined)) return ofTypes;
  return (Object.keys(FORMATS) as Array<keyof OrganizationAttributes>).map((prop) => {
    const [format, example, command] = FORMATS[prop];
    return problemIf(!format.test(attributes[prop]), {
      code: 'organization/id-invalid',
      prop,
      value: attributes[prop],
      allowed: `must be an id such as ${example}`,
      fix: `copy it from \`${command}\``,
    });
  });
}

/** The problem of an organization whose management account is not known: no other stack could be kept out of it. */
export function lateAccountProblem(prop: string, account: string): Problem | undefined {
  return problemIf(Token.isUnresolved(account), {
    code: 'organization/account-not-known',
    prop,
    value: 'an account that only the deployment knows',
    allowed: 'must be known at synthesis, because other stacks are kept out of this account',
    fix: `set '${prop}' to the id of the management account`,
  });
}
