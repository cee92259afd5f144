import { Stack } from 'aws-cdk-lib';
import { Connections, IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { allowSearchAccess, domainArnOf, grantSearch, searchConnections } from './search-access';
import { PendingInput, ServiceSecret } from '../../../core';
import { attributeDomainProblem } from '../../../core/private/checks/attributes';
import { SECURITY_GROUP } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { TEXT, typeProblems } from '../../../core/private/checks/types';
import type { ISearchDomain, SearchDomainAttributes } from '../../i-search-domain';

const EXAMPLE = 'vpc-name-abc123.eu-central-1.es.amazonaws.com';

/** A domain of another app: nothing is created but rules and permissions for its clients. */
export class ImportedDomain extends Construct implements ISearchDomain {
  public readonly connections: Connections;
  public readonly domainName: string;
  public readonly domainArn: string;
  public readonly endpoint: string;
  public readonly parameters: Record<string, IStringParameter> = {};
  public readonly secrets: Record<string, ServiceSecret> = {};
  public readonly pendingInputs: PendingInput[] = [];
  public readonly fingerprint = '';
  private readonly securityGroup: ISecurityGroup;

  constructor(scope: Construct, id: string, attributes: SearchDomainAttributes) {
    super(scope, id);
    requireProps(this, attributes, { domainName: true, endpointAddress: true, securityGroup: true });
    const types = { domainName: TEXT, endpointAddress: TEXT, securityGroup: SECURITY_GROUP };
    throwOnProblems(this, ...typeProblems(attributes, types));
    const { domainName, endpointAddress, securityGroup } = attributes;
    const problem = attributeDomainProblem('search/not-a-domain-name', 'endpointAddress', endpointAddress, EXAMPLE);
    throwOnProblems(this, problem);
    this.domainName = domainName;
    this.domainArn = domainArnOf(Stack.of(this), domainName);
    this.endpoint = `https://${endpointAddress}`;
    this.securityGroup = securityGroup;
    this.connections = searchConnections(this, securityGroup);
  }

  public get variables(): Record<string, string> {
    return { SEARCH_ENDPOINT: this.endpoint };
  }

  public allowAccessFrom(client: IConnectable): void {
    allowSearchAccess(client, this.securityGroup);
  }

  public grantUse(grantee: IGrantable): Grant {
    return grantSearch(this, grantee);
  }
}
