import { IConstruct } from 'constructs';
import { IPolicyTarget } from './i-policy-target';

/** A member account of an organization. */
export interface IMemberAccount extends IConstruct, IPolicyTarget {
  /** Name of the account, such as `log-archive`. */
  readonly accountName: string;

  /** Id of the account. It is a token until the app that creates the account has its id written out. */
  readonly accountId: string;
}
