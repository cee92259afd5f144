import { Stack } from 'aws-cdk-lib';
import { Connections, IConnectable, ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { CONNECTABLE } from '../../../core/private/checks/cdk-types';
import { requireArgument } from '../../../core/private/checks/required-props';
import { grantTo } from '../../../core/private/resources/grant';
import { importGroupInto } from '../../../core/private/stacks/import-group';
import { ServerGroup } from '../../../core/private/stacks/server-group';
import type { ISearchDomain } from '../../i-search-domain';

const PORT = Port.tcp(443);

/** Each HTTP method of the OpenSearch API: a search is a POST, an index that is removed a DELETE. */
const METHODS = ['Delete', 'Get', 'Head', 'Patch', 'Post', 'Put'].map((method) => `es:ESHttp${method}`);

/** Connections of a domain, closed until a client is allowed. */
export function searchConnections(scope: Construct, group: ISecurityGroup): Connections {
  return new ServerGroup(scope, 'Connections', {
    group,
    port: PORT,
    code: 'search/not-a-client',
    fix: 'pass the client to `allowAccessFrom()` of the domain',
  }).connections;
}

/** Opens the domain to a client. The rules belong to the client's stack, which is deployed after it. */
export function allowSearchAccess(client: IConnectable, securityGroup: ISecurityGroup): void {
  requireArgument('SearchDomain.allowAccessFrom', 'client', client, CONNECTABLE);
  client.connections.allowTo(importGroupInto(client, securityGroup), PORT, 'The search domain');
}

/** Allows a role to call the API of the domain, and not to configure it: those actions are on the ARN without a path. */
export function grantSearch(domain: ISearchDomain, grantee: IGrantable): Grant {
  const reason = 'Paths below one domain: its indexes are named by the app, and change with its releases.';
  return grantTo(domain, grantee, METHODS, [`${domain.domainArn}/*`], reason);
}

/** ARN built from the name, not from the resource, so no CloudFormation export blocks replacing the domain. */
export function domainArnOf(stack: Stack, resourceName: string): string {
  return stack.formatArn({ service: 'es', resource: 'domain', resourceName });
}
