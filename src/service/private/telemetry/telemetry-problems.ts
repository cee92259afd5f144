import { SizeRoundingBehavior } from 'aws-cdk-lib';
import { DEFAULT_COLLECTOR_MEMORY } from './collector';
import { SIZE } from '../../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { requiredTypeProblem } from '../../../core/private/checks/required-props';
import { NUMBER, TEXT, typeProblems } from '../../../core/private/checks/types';
import type { TelemetryOptions } from '../../telemetry-options';
import { IMAGE } from '../service-types';

/** Least memory that the collector starts with, in MiB. */
const LEAST_MEMORY = 64;

/** Limit of ours, in characters: a task definition has at most 64 KiB. */
const LONGEST_CONFIG = 16_384;

/** Problems of the collector, in a task with this memory. */
export function telemetryProblems(telemetry: TelemetryOptions, taskMemory: number): Array<Problem | undefined> {
  const wrong = [
    requiredTypeProblem('telemetry.image', telemetry.image, IMAGE),
    ...typeProblems(telemetry, { samplingPercent: NUMBER, memory: SIZE, config: TEXT }, 'telemetry.'),
  ];
  if (wrong.some((problem) => problem)) {
    return wrong;
  }
  const { samplingPercent, memory = DEFAULT_COLLECTOR_MEMORY, config } = telemetry;
  const size = memory.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  return [
    problemIf(samplingPercent !== undefined && !(samplingPercent >= 0 && samplingPercent <= 100), {
      code: 'service/not-a-share',
      prop: 'telemetry.samplingPercent',
      value: samplingPercent,
      allowed: 'must be from 0 to 100 percent',
      fix: 'give a share such as 5',
    }),
    problemIf(!(Number.isInteger(size) && size >= LEAST_MEMORY && size <= taskMemory / 2), {
      code: 'service/collector-memory',
      prop: 'telemetry.memory',
      value: `${size} MiB`,
      allowed: `must be whole mebibytes from ${LEAST_MEMORY} to half of the task's memory, ${taskMemory / 2}`,
      fix: "give the collector less, or the task more 'memory'",
    }),
    problemIf(config !== undefined && (config.trim() === '' || config.length > LONGEST_CONFIG), {
      code: 'service/not-a-collector-config',
      prop: 'telemetry.config',
      value: config === undefined || config.length > 40 ? `${config?.length} characters` : config,
      allowed: `must be YAML of 1 to ${LONGEST_CONFIG} characters`,
      fix: 'shorten it, or leave it out to send traces to X-Ray',
    }),
  ];
}
