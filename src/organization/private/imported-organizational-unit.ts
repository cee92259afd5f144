import { Construct } from 'constructs';
import { IOrganizationalUnit } from '../i-organizational-unit';

/** An organizational unit that exists, by its id. */
export class ImportedOrganizationalUnit extends Construct implements IOrganizationalUnit {
  public readonly organizationalUnitName: string;
  public readonly policyTargetId: string;
  public readonly policyTargetName: string;

  constructor(
    scope: Construct,
    id: string,
    public readonly organizationalUnitId: string,
  ) {
    super(scope, id);
    this.organizationalUnitName = organizationalUnitId;
    this.policyTargetId = organizationalUnitId;
    this.policyTargetName = organizationalUnitId;
  }
}
