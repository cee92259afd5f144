import { Problem, problemIf } from '../../../core/private/checks/problems';
import type { Engine } from '../database/engine';

/** The first minor version of each major one that has Serverless v2. From 15 on each version has it. */
const FIRST_SERVERLESS: Record<string, number> = { 11: Infinity, 12: Infinity, 13: 6, 14: 3 };

/** The first minor version of each major one that pauses. From 17 on each version does. */
const FIRST_PAUSING: Record<string, number> = { 13: 15, 14: 12, 15: 7, 16: 3 };

/**
 * Versions of Aurora PostgreSQL without Serverless v2, or without its pause.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
 */
export function auroraVersionProblems(engine: Engine, minCapacity: number): Array<Problem | undefined> {
  const isServerless = isFrom(FIRST_SERVERLESS, engine);
  return [
    problemIf(!isServerless, {
      code: 'database/not-serverless',
      prop: 'version',
      value: engine.version,
      allowed: 'must be a version with Serverless v2: 13.6, 14.3 or higher',
      fix: "choose such a version, or leave 'version' out",
    }),
    problemIf(isServerless && minCapacity === 0 && !isFrom(FIRST_PAUSING, engine), {
      code: 'database/cannot-pause',
      prop: 'minCapacity',
      value: minCapacity,
      allowed: `must be 0.5 at least with ${engine.version}: 13.15, 14.12, 15.7, 16.3 and higher pause`,
      fix: "raise 'minCapacity', or choose such a version",
    }),
  ];
}

/** Whether a version is the first one of its major version or a later one; without a minor version RDS takes the newest. */
function isFrom(first: Record<string, number>, { version, majorVersion }: Engine): boolean {
  const minor = Number(/^\d+\.(\d+)/.exec(version)?.[1] ?? Infinity);
  return minor >= (first[majorVersion] ?? 0);
}
