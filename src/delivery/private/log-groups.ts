import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup, ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IConstruct } from 'constructs';
import { accountsProblem, regionProblem } from './account-problem';
import { wildcardProblem } from './wildcard-problem';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { crossStackValue } from '../../core/private/stacks/cross-stack-value';

/** The inline policies of a role have 10,240 characters: two ARNs of a log group with a long name take 200 of them. */
const MOST_LOG_GROUPS = 40;

/** A list that gives the role nothing, or that IAM refuses. */
export function logGroupCountProblem(logGroups: ILogGroup[]): Problem | undefined {
  return problemIf(logGroups.length === 0 || logGroups.length > MOST_LOG_GROUPS, {
    code: 'delivery/number-of-log-groups',
    prop: 'logGroups',
    value: `${logGroups.length} log groups`,
    allowed: `must be 1 to ${MOST_LOG_GROUPS} log groups: the inline policies of a role have 10,240 characters`,
    fix: 'name those that are read from outside, and make another role for the others',
  });
}

/** Log groups that the role could not read, or with which it could read others. */
export function logGroupProblems(role: IConstruct, logGroups: ILogGroup[]): Array<Problem | undefined> {
  return logGroups.flatMap((group, index) => {
    const prop = `logGroups[${index}]`;
    return [
      wildcardProblem(prop, group.logGroupName),
      accountsProblem(role, prop, group.node.path, group.env.account),
      regionProblem(role, prop, group),
    ];
  });
}

/**
 * Reading log groups, by their events and by queries. IAM knows a log group by its ARN, and its streams by that with a suffix.
 * Stopping a query has no resource.
 */
export function logReadStatements(role: IConstruct, logGroups: ILogGroup[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:StartQuery', 'logs:GetQueryResults'],
      resources: logGroups.flatMap((group) => {
        const arn = arnOf(role, group);
        return [arn, `${arn}:*`];
      }),
    }),
    new PolicyStatement({ actions: ['logs:StopQuery'], resources: ['*'] }),
  ];
}

function arnOf(role: IConstruct, group: ILogGroup): string {
  const { account, region } = group.env;
  return Stack.of(role).formatArn({
    ...{ service: 'logs', resource: 'log-group', resourceName: nameOf(group), account, region },
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** A literal name where there is one: no CloudFormation export blocks replacing the log group. */
function nameOf(group: ILogGroup): string {
  const name = (group.node.defaultChild as CfnLogGroup | undefined)?.logGroupName;
  const isKnown = name !== undefined && !Token.isUnresolved(name);
  return isKnown ? name : crossStackValue(group, { name: 'LogGroupName', value: group.logGroupName });
}
