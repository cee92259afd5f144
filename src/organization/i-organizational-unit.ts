import { IConstruct } from 'constructs';
import { IPolicyTarget } from './i-policy-target';

/** An organizational unit of AWS Organizations. */
export interface IOrganizationalUnit extends IConstruct, IPolicyTarget {
  /** Id of the organizational unit, such as `ou-ab12-c3d4e5f6`. */
  readonly organizationalUnitId: string;

  /** Name of the organizational unit, such as `Workloads`; its id where only that is known. */
  readonly organizationalUnitName: string;
}
