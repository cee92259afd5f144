import { Duration } from 'aws-cdk-lib';
import { Connections } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { noVpcProblem } from './function-connections';
import { functionArnOf } from './function-parts';
import { attributeNameProblems } from '../../../core/private/checks/attributes';
import { DURATION, SECURITY_GROUP } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { NUMBER, requireTypes, TEXT } from '../../../core/private/checks/types';
import { grantTo } from '../../../core/private/resources/grant';
import type { IServiceFunction, ServiceFunctionAttributes } from '../../i-service-function';

/** Lambda function of another app. */
export class ImportedFunction extends Construct implements IServiceFunction {
  public readonly functionName: string;
  public readonly functionArn: string;
  public readonly roleName: string;
  public readonly timeout: Duration;
  public readonly reservedConcurrency?: number;
  public readonly grantPrincipal: IPrincipal;
  private readonly ownConnections?: Connections;

  constructor(scope: Construct, id: string, attrs: ServiceFunctionAttributes) {
    super(scope, id);
    requireProps(this, attrs, { functionName: true, roleName: true, timeout: true });
    const names = { functionName: TEXT, roleName: TEXT };
    requireTypes<ServiceFunctionAttributes>(this, attrs, {
      ...{ ...names, timeout: DURATION, reservedConcurrency: NUMBER, securityGroup: SECURITY_GROUP },
    });
    const { functionName, roleName, securityGroup } = attrs;
    throwOnProblems(this, ...attributeNameProblems('function/not-a-resource-name', { functionName, roleName }));
    this.functionName = functionName;
    this.functionArn = functionArnOf(this, functionName);
    this.roleName = roleName;
    this.timeout = attrs.timeout;
    this.reservedConcurrency = attrs.reservedConcurrency;
    this.grantPrincipal = Role.fromRoleName(this, 'Role', roleName);
    this.ownConnections = securityGroup && new Connections({ securityGroups: [securityGroup] });
  }

  public get connections(): Connections {
    throwOnProblems(this, noVpcProblem(this.ownConnections));
    return this.ownConnections!;
  }

  public grantInvoke(grantee: IGrantable): Grant {
    return grantTo(this, grantee, ['lambda:InvokeFunction'], [this.functionArn]);
  }
}
