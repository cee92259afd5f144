import { IConstruct } from 'constructs';
import { IPolicyTarget } from './i-policy-target';

/** A member account of an organization. */
export interface IMemberAccount extends IConstruct, IPolicyTarget {
  /** Name of the account, such as `log-archive`. */
  readonly accountName: string;

  /** Id of the account. It is a token while the account is created and its id is not written down. */
  readonly accountId: string;
}
