import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { keepForOrganization } from './management-account';
import { IOrganization } from '../i-organization';
import { OrganizationAttributes } from '../organization-attributes';

/** An organization that exists, by its ids. */
export class ImportedOrganization extends Construct implements IOrganization {
  public readonly organizationId: string;
  public readonly organizationArn: string;
  public readonly rootId: string;
  public readonly managementAccountId: string;
  public readonly policyTargetId: string;
  public readonly policyTargetName: string = 'Root';

  constructor(scope: Construct, id: string, attributes: OrganizationAttributes) {
    super(scope, id);
    this.organizationId = attributes.organizationId;
    this.rootId = attributes.rootId;
    this.policyTargetId = attributes.rootId;
    this.managementAccountId = attributes.managementAccountId;
    this.organizationArn = Stack.of(this).formatArn({
      service: 'organizations',
      region: '',
      account: attributes.managementAccountId,
      resource: 'organization',
      resourceName: attributes.organizationId,
    });
    keepForOrganization(this, this.managementAccountId);
  }
}
