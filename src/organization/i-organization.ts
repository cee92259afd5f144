import { IConstruct } from 'constructs';
import { IPolicyTarget } from './i-policy-target';

/** An organization of AWS Organizations. As a target of policies it is its root, and with it every account. */
export interface IOrganization extends IConstruct, IPolicyTarget {
  /** Id of the organization, such as `o-a1b2c3d4e5`: policies compare `aws:PrincipalOrgID` with it. */
  readonly organizationId: string;

  /** ARN of the organization, such as `arn:aws:organizations::100000000000:organization/o-a1b2c3d4e5`. */
  readonly organizationArn: string;

  /** Id of the root, such as `r-ab12`: the parent of the first organizational units. */
  readonly rootId: string;

  /** Account id of the management account. Service control policies do not apply to it. */
  readonly managementAccountId: string;
}
