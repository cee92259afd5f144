import { Stack } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { serviceArnOf } from './placement/service-arn';
import { grantRoll } from './rollout/roll';
import { attributeNameProblems } from '../../core/private/checks/attributes';
import { throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import { requireTypes, TEXT } from '../../core/private/checks/types';
import type { EcsServiceAttributes, IEcsService } from '../i-ecs-service';

/** ECS service of another app. */
export class ImportedService extends Construct implements IEcsService {
  public readonly serviceName: string;
  public readonly clusterName: string;
  public readonly serviceArn: string;

  constructor(scope: Construct, id: string, attrs: EcsServiceAttributes) {
    super(scope, id);
    requireProps(this, attrs, { serviceName: true });
    requireTypes<EcsServiceAttributes>(this, attrs, { serviceName: TEXT, clusterName: TEXT });
    const { serviceName, clusterName } = attrs;
    throwOnProblems(this, ...attributeNameProblems('service/not-a-resource-name', { serviceName, clusterName }));
    this.serviceName = serviceName;
    this.clusterName = clusterName ?? serviceName;
    this.serviceArn = serviceArnOf(Stack.of(this), this.clusterName, this.serviceName);
  }

  public grantRoll(grantee: IGrantable): Grant {
    return grantRoll(this.serviceArn, grantee);
  }
}
