import { SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import { DEFAULT_CPU, DEFAULT_MEMORY, DEFAULT_PATHS } from './task-definition';
import { variableProblems } from './variable-problems';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { missingProblem } from '../../../core/private/checks/required-props';
import { isWhole } from '../../../core/private/checks/values';
import { CPU_SIZES, memorySizes } from '../../../core/private/formats/fargate-sizes';
import { LOG_RETENTIONS } from '../../../core/private/formats/log-retention';
import type { ServiceTaskOptions } from '../../service-task-options';
import { WritablePath } from '../../writable-path';
import { telemetryProblems } from '../telemetry/telemetry-problems';

/** Problems of a task definition. */
export function taskProblems(options: ServiceTaskOptions): Array<Problem | undefined> {
  const memory = (options.memory ?? DEFAULT_MEMORY).toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  return [
    ...sizeProblems(options.cpu ?? DEFAULT_CPU, memory),
    ...variableProblems(options),
    ...(options.telemetry ? telemetryProblems(options.telemetry, memory) : []),
    problemIf(options.containerUser !== undefined && !/^[1-9]\d{0,8}(:[1-9]\d{0,8})?$/.test(options.containerUser), {
      code: 'service/user-is-root',
      prop: 'containerUser',
      value: options.containerUser,
      allowed: 'must be a number other than 0, and so must its group: a name may stand for root in another image',
      fix: 'write it like "1000", or "1000:1000" with a group',
    }),
    ...pathProblems(options.writablePaths ?? DEFAULT_PATHS, memory),
    ...retentionProblems(options),
  ];
}

function sizeProblems(cpu: number, memory: number): Array<Problem | undefined> {
  const sizes = memorySizes(cpu);
  return [
    problemIf(sizes.length === 0, {
      code: 'service/not-a-size',
      prop: 'cpu',
      value: cpu,
      allowed: `must be ${CPU_SIZES.join(', ')} on Fargate`,
      fix: 'choose one of these',
    }),
    problemIf(sizes.length > 0 && !Token.isUnresolved(memory) && !sizes.includes(memory), {
      code: 'service/not-a-size',
      prop: 'memory',
      value: `${memory} MiB`,
      allowed: `must be ${sizes.join(', ')} MiB on Fargate with ${cpu} units of CPU`,
      fix: "choose one of these, or another 'cpu'",
    }),
  ];
}

function pathProblems(paths: WritablePath[], memory: number): Array<Problem | undefined> {
  const missing = paths.flatMap(({ path, size }) => [
    missingProblem('writablePaths.path', path),
    missingProblem('writablePaths.size', size),
  ]);
  if (missing.some((problem) => problem)) {
    return missing;
  }
  const names = paths.map(({ path }) => path);
  const sizes = paths.map(({ size }) => size.toMebibytes({ rounding: SizeRoundingBehavior.NONE }));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return [
    ...names.flatMap((path, index) => [
      problemIf(!/^(\/[\w.-]+)+$/.test(path) || /\/\.\.?(\/|$)|^\/(proc|sys|dev)(\/|$)/.test(path), {
        code: 'service/not-a-directory',
        prop: 'writablePaths',
        value: path,
        allowed: 'must be an absolute path without "..", not ending in a slash, and none of /, /proc, /sys and /dev',
        fix: 'write it like "/tmp"',
      }),
      problemIf(names.indexOf(path) < index, {
        code: 'service/directory-twice',
        prop: 'writablePaths',
        value: path,
        allowed: 'must be in the list once',
        fix: 'leave one',
      }),
      problemIf(!isWhole(sizes[index], 1, Number.MAX_SAFE_INTEGER), {
        code: 'service/not-a-directory-size',
        prop: 'writablePaths',
        value: `${sizes[index]} MiB`,
        allowed: `must be a whole number of MiB for ${path}, at least 1`,
        fix: 'give such a size, as Size.mebibytes(64)',
      }),
    ]),
    problemIf([memory, ...sizes].every((size) => !Token.isUnresolved(size)) && total >= memory, {
      code: 'service/directories-beyond-memory',
      prop: 'writablePaths',
      value: `${total} MiB`,
      allowed: `must be less than the memory of the task, ${memory} MiB: they are part of it, and the API needs the rest`,
      fix: "make them smaller, or 'memory' larger",
    }),
  ];
}

export function retentionProblems({
  logGroup,
  logRetention,
}: Pick<ServiceTaskOptions, 'logGroup' | 'logRetention'>): Array<Problem | undefined> {
  const days = logRetention?.toDays({ integral: false });
  const shown = { prop: 'logRetention', value: `${days} days` };
  return [
    problemIf(days !== undefined && !LOG_RETENTIONS.some((allowed) => allowed === days), {
      ...shown,
      code: 'service/not-a-log-retention',
      allowed: `must be a retention that CloudWatch Logs has: ${LOG_RETENTIONS.join(', ')} days`,
      fix: `take one of these, such as ${nextRetention(days ?? 0)}`,
    }),
    problemIf(logGroup !== undefined && logRetention !== undefined, {
      ...shown,
      code: 'service/retention-of-another',
      allowed: "cannot be given beside 'logGroup', since it applies to the log group that the service creates",
      fix: 'set the retention on that log group',
    }),
  ];
}

/** Rounds up, so that no log is lost. */
function nextRetention(days: number): number {
  return LOG_RETENTIONS.find((longer) => longer >= days) ?? Math.max(...LOG_RETENTIONS);
}
