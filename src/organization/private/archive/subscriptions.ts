import { Stack, Validations } from 'aws-cdk-lib';
import { Grant, IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscriptionFilter, IFilterPattern, ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { destinationArn } from './archive-names';
import { deployAfter } from './deploy-after';
import { childScope } from '../../../core/private/resources/child-scope';
import { logGroupArnOf } from '../../../core/private/resources/event-log';
import { grantTo } from '../../../core/private/resources/grant';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import type { ILogArchive } from '../../i-log-archive';

/** The role that CloudWatch Logs assumes to see that the account may send these log groups to the archive of its organization. */
export function subscriptionRole(scope: Construct, logGroups: ILogGroup[]): Sender {
  const stack = Stack.of(scope);
  const ofAccount = stack.formatArn({ service: 'logs', resource: '*' });
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('logs.amazonaws.com', { conditions: { ArnLike: { 'aws:SourceArn': ofAccount } } }),
    description: 'CloudWatch Logs sends log groups to the log archive with it',
  });
  const arns = logGroups.map((logGroup) => `${logGroupArnOf(stack, logGroupNameOf(logGroup))}:*`);
  const grant = grantTo(
    scope,
    role,
    ['logs:PutLogEvents'],
    arns,
    'The streams of a log group are named by what writes to it.',
  );
  return { role, grant };
}

/** The role, and the permission that filters wait for. */
export interface Sender {
  readonly role: IRole;
  readonly grant: Grant;
}

interface Subscribed {
  readonly sender: Sender;
  readonly archive: ILogArchive;
  readonly logGroup: ILogGroup;
  readonly filterPattern: IFilterPattern;
}

/** The filter of one log group, which waits for the policy of the role. */
export function subscribe(scope: Construct, index: number, subscribed: Subscribed) {
  const { sender, archive, logGroup, filterPattern } = subscribed;
  const { partition, region } = Stack.of(scope);
  const place = childScope(scope, `Filter${index + 1}`);
  const filter = new CfnSubscriptionFilter(place, 'Resource', {
    destinationArn: destinationArn(partition, { ...namesOf(archive), region }),
    filterPattern: filterPattern.logPatternString,
    logGroupName: logGroupNameOf(logGroup),
    roleArn: sender.role.roleArn,
  });
  sender.grant.applyBefore(filter);
  Validations.of(filter).acknowledge({
    id: 'CloudFormation-Validate::W9002',
    reason:
      'The destination is of another account: its ARN is known by its name, and no resource could be referred to.',
  });
  deployAfter(scope, archive, region);
  return filter;
}

function namesOf({ accountId, bucketName }: ILogArchive) {
  return { accountId, bucketName };
}

/** The name for any stack of the account: no CloudFormation export blocks replacing the log group. */
function logGroupNameOf(logGroup: ILogGroup): string {
  return crossStackValue(logGroup, { name: 'LogGroupName', value: logGroup.logGroupName });
}
