/** Severity of a finding, as Amazon Inspector, Amazon ECR and AWS Security Hub name it. */
export enum FindingSeverity {
  /** To be fixed at once. */
  CRITICAL = 'CRITICAL',

  /** To be fixed as a priority. */
  HIGH = 'HIGH',

  /** To be fixed, without urgency. */
  MEDIUM = 'MEDIUM',

  /** No action on its own. */
  LOW = 'LOW',
}
