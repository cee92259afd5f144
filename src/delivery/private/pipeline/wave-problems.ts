import { Duration, Stack, Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { DURATION } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { requiredTypeProblem } from '../../../core/private/checks/required-props';
import { instance, LIST, TEXT, typeProblems } from '../../../core/private/checks/types';
import { matches } from '../../../core/private/checks/values';
import type { ManualApprovalOptions } from '../../wave-approval';
import type { WaveAlarm, WaveOptions } from '../../wave-options';
import { literalOf } from '../literal';
import { roleArnProblem } from '../trust-problems';

type Problems = Array<Problem | undefined>;

/** A condition of CodePipeline has five rules at most. */
const MOST_ALARMS = 5;

/** Types of the options of a manual approval. */
export const APPROVAL_TYPES = {
  comment: TEXT,
  timeout: DURATION,
  notificationTopic: instance('an ITopic', 'topicArn'),
};

/** Types of the options of a wave. */
export const WAVE_TYPES = {
  approval: instance('a WaveApproval', '_options'),
  alarms: LIST,
  bakeTime: DURATION,
};

/** What CodePipeline refuses as an approval. */
export function approvalProblems({ comment = '', timeout }: ManualApprovalOptions): Problems {
  return [
    problemIf(comment.length > 1000, {
      code: 'pipeline/long-comment',
      prop: 'comment',
      value: `${comment.length} characters`,
      allowed: 'cannot have more than 1000 characters',
      fix: 'shorten it, and link to the rest',
    }),
    durationProblem('timeout', timeout, 5, 60 * 24 * 60),
  ];
}

/** What is wrong with a wave by itself. */
export function waveProblems(id: string, stages: Stage[], options: WaveOptions): Problems {
  const { alarms = [], bakeTime } = options;
  return [
    problemIf(!matches(/^[\w.@-]{1,100}$/, id), {
      code: 'pipeline/not-a-name',
      prop: 'id',
      value: id,
      allowed: 'must be 1 to 100 letters, digits and . @ - _, as the name of a stage of CodePipeline',
      fix: 'pass such a name, such as `prod`',
    }),
    problemIf(stages.length === 0, {
      code: 'pipeline/no-stages',
      prop: 'stages',
      value: [],
      allowed: 'must have at least one Stage',
      fix: 'add one, or leave the wave out',
    }),
    ...stages.flatMap((stage, index) => [...gateProblems(stage, index), accountProblem(stage, index)]),
    problemIf(alarms.length > MOST_ALARMS, {
      code: 'pipeline/number-of-alarms',
      prop: 'alarms',
      value: `${alarms.length} alarms`,
      allowed: `cannot be more than ${MOST_ALARMS}: a condition of CodePipeline has no more rules`,
      fix: 'use a composite alarm for several of them',
    }),
    ...alarms.flatMap(alarmProblems),
    problemIf(bakeTime !== undefined && alarms.length === 0, {
      code: 'pipeline/bake-time-without-alarms',
      prop: 'bakeTime',
      value: String(bakeTime),
      allowed: 'only a wave with alarms has one: without them CodePipeline waits for nothing',
      fix: 'pass `alarms`, or leave it out',
    }),
    durationProblem('bakeTime', bakeTime, 1, 24 * 60),
  ];
}

/** A wave that reaches production without a person, where the app does not say so. */
export function unsaidApprovalProblem({ approval }: WaveOptions, which: string): Problem | undefined {
  return problemIf(approval === undefined, {
    code: 'pipeline/no-approval',
    prop: 'approval',
    value: undefined,
    allowed: `must be said for ${which}, by which production can be reached`,
    fix: 'pass `WaveApproval.manual()`, or `WaveApproval.none()` where no person approves',
  });
}

/** CDK Pipelines would deploy the empty stack that a closed gate leaves, and miss what is behind it. */
function gateProblems(stage: Stage, index: number): Problems {
  return stage.node
    .findAll()
    .filter(isClosedGate)
    .map((gate) => ({
      code: 'pipeline/closed-gate',
      prop: `stages[${index}]`,
      value: stage.node.path,
      allowed: `cannot have a closed gate, and ${gate.node.path} is one: a pipeline would deploy its plan, which has no resources`,
      fix: 'add the stage only if `gate.isOpen`',
    }));
}

function isClosedGate(construct: IConstruct): boolean {
  return 'isOpen' in construct && construct.isOpen === false && 'addPlanDescriber' in construct;
}

/** A stack without an account would be deployed beside the pipeline. */
function accountProblem(stage: Stage, index: number): Problem | undefined {
  const stacks = stage.node.findAll().filter(Stack.isStack);
  const adrift = stacks.find(({ account, region }) => Token.isUnresolved(account) || Token.isUnresolved(region));
  return problemIf(adrift !== undefined, {
    code: 'pipeline/no-environment',
    prop: `stages[${index}]`,
    value: adrift?.node.path,
    allowed: 'must have account and region, or CodePipeline deploys it into its own account',
    fix: 'give the Stage an explicit `env`',
  });
}

function alarmProblems(alarm: WaveAlarm, index: number): Problems {
  const prop = `alarms[${index}]`;
  const { alarmName, roleArn, region } = alarm ?? {};
  const types = [
    requiredTypeProblem(`${prop}.alarmName`, alarmName, TEXT),
    requiredTypeProblem(`${prop}.roleArn`, roleArn, TEXT),
    ...typeProblems({ region }, { region: TEXT }, `${prop}.`),
  ];
  if (types.some((problem) => problem !== undefined)) return types;
  return [
    problemIf(!matches(/^.{1,255}$/, literalOf(alarmName)), {
      code: 'pipeline/not-an-alarm',
      prop: `${prop}.alarmName`,
      value: alarmName,
      allowed: 'must be the name of an alarm, of 1 to 255 characters',
      fix: 'pass it as `aws cloudwatch describe-alarms` prints it',
    }),
    roleArnProblem(`${prop}.roleArn`, roleArn),
  ];
}

function durationProblem(prop: string, time: Duration | undefined, from: number, to: number): Problem | undefined {
  const minutes = time === undefined || time.isUnresolved() ? from : time.toMinutes({ integral: false });
  return problemIf(!Number.isInteger(minutes) || minutes < from || minutes > to, {
    code: 'pipeline/not-minutes',
    prop,
    value: String(time),
    allowed: `must be ${from} to ${to} whole minutes`,
    fix: 'pass such a Duration',
  });
}
