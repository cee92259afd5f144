import { Construct } from 'constructs';
import { IMemberAccount } from '../i-member-account';
import { MemberAccountAttributes } from '../member-account-attributes';

/** A member account of another app, by its id. */
export class ImportedMemberAccount extends Construct implements IMemberAccount {
  public readonly accountName: string;
  public readonly accountId: string;
  public readonly policyTargetId: string;
  public readonly policyTargetName: string;

  constructor(scope: Construct, id: string, attributes: MemberAccountAttributes) {
    super(scope, id);
    this.accountName = attributes.accountName;
    this.accountId = attributes.accountId;
    this.policyTargetId = attributes.accountId;
    this.policyTargetName = attributes.accountName;
  }
}
