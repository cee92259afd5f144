import { CfnResource, IAspect } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Types with a permissions boundary. */
export const PRINCIPALS = ['AWS::IAM::Role', 'AWS::IAM::User'];

/** Gives roles and users without a permissions boundary this one. */
export class RoleBoundary implements IAspect {
  constructor(private readonly boundaryArn: string) {}

  public visit(construct: IConstruct): void {
    if (!CfnResource.isCfnResource(construct) || !PRINCIPALS.includes(construct.cfnResourceType)) return;
    const principal = construct as CfnResource & { permissionsBoundary?: string };
    if ('permissionsBoundary' in principal) principal.permissionsBoundary ??= this.boundaryArn;
    else principal.addPropertyOverride('PermissionsBoundary', this.boundaryArn);
  }
}
