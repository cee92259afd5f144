import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { BaselineTemplate } from './template';
import { BaselineBudget } from '../../baseline-budget';

/** Shares of the amount that notify: what is spent, while there is time to act, and what AWS expects of the month. */
const NOTIFICATIONS = { ACTUAL: 80, FORECASTED: 100 };

/** A budget of all costs of the account, which is its own alarm. Budgets have no region: one stack of the account makes it. */
export function addBudget(template: BaselineTemplate, { amount, email }: BaselineBudget): void {
  const budgetName = template.stackName;
  const budget = new CfnBudget(template, 'Budget', {
    budget: { budgetName, budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount, unit: 'USD' } },
    notificationsWithSubscribers: Object.entries(NOTIFICATIONS).map(([notificationType, threshold]) => ({
      notification: {
        notificationType,
        threshold,
        thresholdType: 'PERCENTAGE',
        comparisonOperator: 'GREATER_THAN',
      },
      subscribers: [{ subscriptionType: 'EMAIL', address: email }],
    })),
  });
  budget.cfnOptions.condition = template.inHomeRegion;
}
