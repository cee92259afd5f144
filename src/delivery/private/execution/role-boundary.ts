import { IAspect } from 'aws-cdk-lib';
import { CfnRole, CfnUser } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** Gives roles and users without a permissions boundary this one. */
export class RoleBoundary implements IAspect {
  constructor(private readonly boundaryArnOf: (role: IConstruct) => string) {}

  public visit(construct: IConstruct): void {
    const isPrincipal = construct instanceof CfnRole || construct instanceof CfnUser;
    if (isPrincipal && construct.permissionsBoundary === undefined) {
      construct.permissionsBoundary = this.boundaryArnOf(construct);
    }
  }
}
