import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { ImportedService } from './imported-service';
import { attributeDomainProblem } from '../../core/private/checks/attributes';
import { SECURITY_GROUP } from '../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import { requireTypes, TEXT } from '../../core/private/checks/types';
import { ServerGroup } from '../../core/private/stacks/server-group';
import type { BankApiServiceAttributes, IBankApiService } from '../i-bank-api-service';

/** API service of another app. */
export class ImportedApi extends ImportedService implements IBankApiService {
  public readonly url: string;
  public readonly connections: Connections;

  constructor(scope: Construct, id: string, attrs: BankApiServiceAttributes) {
    super(scope, id, attrs);
    requireProps(this, attrs, { serviceName: true, domainName: true, loadBalancerSecurityGroup: true });
    requireTypes(this, attrs, {
      ...{ domainName: TEXT },
      loadBalancerSecurityGroup: SECURITY_GROUP,
    });
    const { domainName } = attrs;
    throwOnProblems(this, attributeDomainProblem('api/not-an-api-name', 'domainName', domainName, 'api.bank.example'));
    this.url = `https://${domainName}`;
    this.connections = new ServerGroup(this, 'Clients', {
      group: attrs.loadBalancerSecurityGroup,
      port: Port.tcp(443),
      code: 'api/not-a-client',
      fix: 'pass the security group of its tasks',
    }).connections;
  }
}
