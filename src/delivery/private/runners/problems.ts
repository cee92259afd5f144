import { Duration, Stack } from 'aws-cdk-lib';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isWhole, matches, shownValue } from '../../../core/private/checks/values';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import type { GitHubRunnersProps } from '../../git-hub-runners';

const CONNECTION =
  /^arn:[a-z-]+:(codeconnections|codestar-connections):([a-z0-9-]+):(\d{12}):connection\/[a-f0-9-]{36}$/;
const PROJECT = /^[A-Za-z0-9][A-Za-z0-9_-]{1,99}$/;

/** The problems of runners: what CodeBuild or GitHub would refuse, or understand otherwise. */
export function runnersProblems(stack: Stack, props: GitHubRunnersProps): Array<Problem | undefined> {
  const { projectName, vpc, maxConcurrentJobs } = props;
  const withoutVpc = (['subnets', 'securityGroup'] as const).filter((name) => props[name] !== undefined && !vpc);
  return [
    problemIf(!matches(PROJECT, projectName), {
      code: 'runners/project-name',
      prop: 'projectName',
      value: shownValue(projectName),
      allowed: 'must be 2 to 100 letters, digits, hyphens and underscores, known at synthesis: workflows name it',
      fix: 'write it like "acme-runners"',
    }),
    connectionProblem(stack, props.connectionArn),
    ...withoutVpc.map((prop) => ({
      code: 'runners/no-vpc',
      prop,
      value: 'given',
      allowed: 'must go with a `vpc`: jobs run in a network of AWS without one',
      fix: 'add the VPC, or leave it out',
    })),
    problemIf(maxConcurrentJobs !== undefined && !isWhole(maxConcurrentJobs, 1, 1000), {
      code: 'runners/concurrency',
      prop: 'maxConcurrentJobs',
      value: maxConcurrentJobs,
      allowed: 'must be a whole number from 1 to 1000',
      fix: 'set how many jobs run at once',
    }),
    timeoutProblem(props.jobTimeout),
  ];
}

/** A webhook is of one connection, and a project opens one of its own region. */
function connectionProblem(stack: Stack, connectionArn: string): Problem | undefined {
  const [, , region, account] = CONNECTION.exec(connectionArn) ?? [];
  return problemIf(region === undefined || isElsewhere({ account, region }, stack), {
    code: 'runners/connection',
    prop: 'connectionArn',
    value: shownValue(connectionArn),
    allowed: 'must be the ARN of a connection in account and region of the stack, known at synthesis',
    fix: 'copy it from `aws codeconnections list-connections`',
  });
}

function timeoutProblem(jobTimeout: Duration | undefined): Problem | undefined {
  const minutes = jobTimeout?.toMinutes({ integral: false }) ?? 60;
  return problemIf(!isWhole(minutes, 5, 2160), {
    code: 'runners/timeout',
    prop: 'jobTimeout',
    value: `${minutes} minutes`,
    allowed: 'must be 5 minutes to 36 hours, in whole minutes',
    fix: 'set how long a job may take',
  });
}
