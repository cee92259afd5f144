import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Engine } from './engine';

/**
 * Major versions whose standard support has ended, with the day.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html
 */
const ENDED: Record<string, Record<string, string>> = {
  postgres: { 11: '2024-02-29', 12: '2025-02-28', 13: '2026-02-28' },
  mysql: { '5.7': '2024-02-29', '8.0': '2026-07-31' },
};

/** The major version that takes its place. */
const CURRENT: Record<string, string> = { postgres: '18', 'aurora-postgresql': '17', mysql: '8.4' };

/** Extended Support where the version needs it: RDS refuses to create such a database without. */
export function lifecycleOf(engine: Engine): string | undefined {
  return endOf(engine) === undefined ? undefined : 'open-source-rds-extended-support';
}

/** Notes that a version is in Extended Support, which is paid. */
export function noteStandardSupport(scope: Construct, engine: Engine): void {
  const end = endOf(engine);
  if (end !== undefined) {
    Annotations.of(scope).addInfo(
      `Standard support of ${engine.name} ${engine.majorVersion} ended on ${end}: RDS bills Extended Support for each vCPU and hour, which rises in its third year and ends after three. Upgrade to ${CURRENT[engine.name]}: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html`,
    );
  }
}

function endOf({ dialect, majorVersion }: Engine): string | undefined {
  return ENDED[dialect][majorVersion];
}
