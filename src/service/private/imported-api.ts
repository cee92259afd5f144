import { Stack } from 'aws-cdk-lib';
import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { serviceArnOf } from './placement/service-arn';
import { grantRoll } from './rollout/roll';
import { attributeDomainProblem, attributeNameProblems } from '../../core/private/checks/attributes';
import { SECURITY_GROUP } from '../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import { requireTypes, TEXT } from '../../core/private/checks/types';
import { ServerGroup } from '../../core/private/stacks/server-group';
import type { BankApiServiceAttributes, IBankApiService } from '../i-bank-api-service';

/** API service of another app. */
export class ImportedApi extends Construct implements IBankApiService {
  public readonly serviceName: string;
  public readonly clusterName: string;
  public readonly serviceArn: string;
  public readonly url: string;
  public readonly connections: Connections;

  constructor(scope: Construct, id: string, attrs: BankApiServiceAttributes) {
    super(scope, id);
    requireProps(this, attrs, { serviceName: true, domainName: true, loadBalancerSecurityGroup: true });
    requireTypes(this, attrs, {
      ...{ serviceName: TEXT, clusterName: TEXT, domainName: TEXT },
      loadBalancerSecurityGroup: SECURITY_GROUP,
    });
    const { serviceName, clusterName, domainName } = attrs;
    throwOnProblems(
      this,
      ...attributeNameProblems('api/not-a-resource-name', { serviceName, clusterName }),
      attributeDomainProblem('api/not-an-api-name', 'domainName', domainName, 'api.bank.example'),
    );
    this.serviceName = serviceName;
    this.clusterName = clusterName ?? serviceName;
    this.serviceArn = serviceArnOf(Stack.of(this), this.clusterName, this.serviceName);
    this.url = `https://${domainName}`;
    this.connections = new ServerGroup(this, 'Clients', {
      group: attrs.loadBalancerSecurityGroup,
      port: Port.tcp(443),
      code: 'api/not-a-client',
      fix: 'pass the security group of its tasks',
    }).connections;
  }

  public grantRoll(grantee: IGrantable): Grant {
    return grantRoll(this.serviceArn, grantee);
  }
}
