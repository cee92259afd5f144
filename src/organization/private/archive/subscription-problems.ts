import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { CfnSubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { IConstruct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { instance, listOf, Type } from '../../../core/private/checks/types';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import type { LogArchiveSubscriptionProps } from '../../log-archive-subscription';
import { LOG_ARCHIVE } from '../types';

const MOST_FILTERS = 2;

/** Types of the props. */
export const SUBSCRIPTION_TYPES: Record<keyof LogArchiveSubscriptionProps, Type> = {
  archive: LOG_ARCHIVE,
  logGroups: listOf(instance('an ILogGroup', 'logGroupName')),
  filterPattern: instance('an IFilterPattern, such as `FilterPattern.allEvents()`', 'logPatternString'),
};

/** Log groups that have no way to the archive from here. */
export function subscriptionProblems(
  scope: IConstruct,
  { archive, logGroups }: LogArchiveSubscriptionProps,
): Array<Problem | undefined> {
  const stack = Stack.of(scope);
  const { region } = stack;
  const elsewhere = logGroups.find((one) => isElsewhere(one.env, { account: stack.account, region }));
  const twice = logGroups.find((one, index) => logGroups.indexOf(one) !== index);
  return [
    problemIf(logGroups.length === 0, {
      code: 'log-archive-subscription/no-log-group',
      prop: 'logGroups',
      value: [],
      allowed: 'must be one log group at least',
      fix: 'pass the log groups, or remove the construct',
    }),
    problemIf(!Token.isUnresolved(region) && !archive.regions.includes(region), {
      code: 'log-archive-subscription/no-destination',
      prop: 'archive',
      value: archive.regions.join(', '),
      allowed: `must have a destination in ${region}: CloudWatch Logs subscribes a log group to a destination of its own region`,
      fix: `add ${region} to the regions of the LogArchive, and where it is referenced`,
    }),
    problemIf(elsewhere !== undefined, {
      code: 'log-archive-subscription/log-group-elsewhere',
      prop: 'logGroups',
      value: elsewhere?.node.path,
      allowed: `must be log groups of the account and region of ${stack.node.path}`,
      fix: 'subscribe it in a stack of its account and region',
    }),
    problemIf(twice !== undefined, {
      code: 'log-archive-subscription/twice',
      prop: 'logGroups',
      value: twice?.node.path,
      allowed: 'must be log groups, each once: its events would be in the archive twice',
      fix: 'remove one of the two',
    }),
  ];
}

/** Filters of log groups that have more than CloudWatch Logs takes: known when the app is whole. */
export function lateFilterProblems(filters: CfnSubscriptionFilter[]): Problem[] {
  const all = filters[0].node.root.node.findAll().filter(isFilter);
  return filters.flatMap((filter) => {
    const same = all.filter((other) => groupOf(other) === groupOf(filter));
    const problem = problemIf(same.length > MOST_FILTERS, {
      code: 'log-archive-subscription/filters-exceeded',
      prop: 'logGroups',
      value: same.map(({ node }) => node.path).join(', '),
      allowed: `cannot be a log group with more than ${MOST_FILTERS} subscription filters, this one included`,
      fix: 'remove a filter, or read from the archive what the other one sends',
    });
    return problem ? [problem] : [];
  });
}

function isFilter(construct: IConstruct): construct is CfnSubscriptionFilter {
  return (
    CfnResource.isCfnResource(construct) && construct.cfnResourceType === CfnSubscriptionFilter.CFN_RESOURCE_TYPE_NAME
  );
}

/** What tells log groups apart: account, region, and the name as its template has it, with the stack that makes it. */
function groupOf(filter: CfnSubscriptionFilter): string {
  const stack = Stack.of(filter);
  const name = stack.resolve(filter.logGroupName);
  return JSON.stringify([stack.account, stack.region, name, typeof name === 'string' ? '' : stack.node.path]);
}
