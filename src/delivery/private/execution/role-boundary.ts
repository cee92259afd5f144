import { IAspect } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** Gives roles without a permissions boundary this one. */
export class RoleBoundary implements IAspect {
  constructor(private readonly boundaryArnOf: (role: IConstruct) => string) {}

  public visit(construct: IConstruct): void {
    if (construct instanceof CfnRole && construct.permissionsBoundary === undefined) {
      construct.permissionsBoundary = this.boundaryArnOf(construct);
    }
  }
}
