/** Conditions of a statement: values by operator and condition key. */
export type Conditions = Record<string, Record<string, string | string[]>>;

/** One action that a role may do on one resource. */
export interface Permission {
  readonly action: string;
  /** An ARN with wildcards, or `*`. */
  readonly resource: string;
  readonly conditions?: Conditions;
}

/** A statement of a policy, as JSON. */
export interface StatementJson {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: Conditions;
}

/** A policy document, as JSON. */
export interface PolicyJson {
  readonly Version: '2012-10-17';
  readonly Statement: StatementJson[];
}
