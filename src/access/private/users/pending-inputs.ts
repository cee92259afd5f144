import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { Provider } from './saml';
import { PendingInput } from '../../../core';
import type { UserDirectoryProps } from '../../user-directory';
import { identityOf } from '../users-checks/sender-problems';

/** What has to exist before the directory is deployed, or its users come. */
export function pendingInputsOf(
  scope: IConstruct,
  { sender, domain }: UserDirectoryProps,
  providers: Provider[],
): PendingInput[] {
  return [
    ...(sender?.sesOptions
      ? senderInputs(identityOf(sender.sesOptions), sender.sesOptions.sesRegion ?? regionOf(scope))
      : []),
    ...(domain?.isCustom ? [parentInput(domain.name)] : []),
    ...providers.map(({ resource }) => providerInput(resource.node.id)),
  ];
}

function senderInputs(identity: string, region: string): PendingInput[] {
  const owner = 'an operator, before the first deployment';
  return [
    {
      key: 'sender',
      target: identity,
      owner,
      command: `aws sesv2 get-email-identity --email-identity ${identity} --region ${region} --query VerifiedForSendingStatus`,
    },
    {
      key: 'sesProductionAccess',
      target: region,
      owner: 'an operator, before users come',
      command: `aws sesv2 get-account --region ${region} --query ProductionAccessEnabled`,
    },
  ];
}

/** Amazon Cognito looks it up: any address does. */
function parentInput(name: string): PendingInput {
  const parent = name.slice(name.indexOf('.') + 1);
  return {
    key: 'parentRecord',
    target: parent,
    owner: 'an operator, before the first deployment',
    command: `dig +short A ${parent}`,
  };
}

function providerInput(name: string): PendingInput {
  return {
    key: 'samlProvider',
    target: name,
    owner: 'an administrator of the provider, after the first deployment',
    command: 'enter entityId and replyUrl of `samlEndpoints` at the provider',
  };
}

function regionOf(scope: IConstruct): string {
  return Stack.of(scope).region;
}
