import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** A control of your own. */
export interface ServiceControlOptions {
  /** What it denies, in sentences for reviewers: 'No principal, root user included, …'. */
  readonly description: string;

  /** Statements, each with `Effect.DENY` and an id that no other statement of the policy has. */
  readonly statements: PolicyStatement[];
}
