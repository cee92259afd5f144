import { mongoDbSteps } from './mongo-db-steps';
import { mySqlSteps } from './my-sql-steps';
import { oracleSteps } from './oracle-steps';
import type { CutOverPlan } from './plan';
import { sqlServerSteps } from './sql-server-steps';
import type { MigrationStep } from '../../migration-step';
import type { SourceEngine } from '../databases/source-engine';

/** What is done at a source. */
export interface SourceSteps {
  /** Line of the shell by which the client of the source logs in. */
  readonly login: string;
  /** Settings without which the source has no log of changes that DMS can read. */
  readonly settings: MigrationStep[];
  /** The user that DMS logs in as. */
  readonly user: MigrationStep;
  /** No service writes to the source any more. */
  readonly freeze: MigrationStep;
}

/** The steps of each engine. */
export const SOURCE_STEPS: Record<SourceEngine['name'], (plan: CutOverPlan) => SourceSteps> = {
  sqlserver: sqlServerSteps,
  oracle: oracleSteps,
  mysql: mySqlSteps,
  mongodb: mongoDbSteps,
};
