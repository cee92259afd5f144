/** Monthly budget of each account that has the baseline. */
export interface BaselineBudget {
  /** Limit of a month in USD, of each account for itself. */
  readonly amount: number;

  /** Address that is notified when an account has spent 80 percent, and when AWS forecasts that it spends all of it. */
  readonly email: string;
}
