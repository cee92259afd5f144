import { Problem, problemIf } from '../checks/problems';

/** An id of AWS Organizations: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export const ORGANIZATION_ID = /^o-[a-z0-9]{10,32}$/;

/** The problem of an id of an organization that AWS cannot have given: a policy with it would let in no principal, or others. */
export function organizationIdProblem(prop: string, id: string | undefined): Problem | undefined {
  return problemIf(id !== undefined && !ORGANIZATION_ID.test(id), {
    code: 'organization/not-an-id',
    prop,
    value: id,
    allowed: 'must be the id of an organization, such as o-a1b2c3d4e5',
    fix: 'copy it from `aws organizations describe-organization`',
  });
}
