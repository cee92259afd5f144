import { Connections } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { grantRun, rolePathOf } from './run-task';
import { attributeNameProblems } from '../../../core/private/checks/attributes';
import { SECURITY_GROUP } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { requireTypes, TEXT, TEXTS } from '../../../core/private/checks/types';
import type { IStandaloneTask, StandaloneTaskAttributes } from '../../i-standalone-task';

/** Standalone task of another app. */
export class ImportedTask extends Construct implements IStandaloneTask {
  public readonly family: string;
  public readonly containerName = 'task';
  public readonly clusterName: string;
  public readonly subnetIds: string[];
  public readonly rolePath: string;
  public readonly connections: Connections;

  constructor(scope: Construct, id: string, attrs: StandaloneTaskAttributes) {
    super(scope, id);
    requireProps(this, attrs, { family: true, subnetIds: true, securityGroup: true });
    const types = { family: TEXT, subnetIds: TEXTS, securityGroup: SECURITY_GROUP, clusterName: TEXT };
    requireTypes<StandaloneTaskAttributes>(this, attrs, types);
    const { family, clusterName, subnetIds, securityGroup } = attrs;
    throwOnProblems(this, ...attributeNameProblems('standalone-task/not-a-resource-name', { family, clusterName }));
    this.family = family;
    this.clusterName = clusterName ?? family;
    this.subnetIds = subnetIds;
    this.rolePath = rolePathOf(this, family);
    this.connections = new Connections({ securityGroups: [securityGroup] });
  }

  public grantRun(grantee: IGrantable): Grant {
    const { family, clusterName, rolePath, subnetIds } = this;
    const [securityGroup] = this.connections.securityGroups;
    return grantRun(this, { family, clusterName, rolePath, subnetIds, securityGroup }, grantee);
  }
}
