import { EventPattern } from 'aws-cdk-lib/aws-events';

/** Name of the parameter that says what a cell is made of. */
export function inventoryName(cellName: string): string {
  return `/cells/${cellName}`;
}

/**
 * Changes of the parameter that says what the cell is made of. The root has it and is deployed last, so that the stacks of all
 * modules are there. A first deployment makes it before the cell runs.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-systems-manager-event-examples.html
 */
export function changesOfModules(cellName: string): EventPattern {
  return {
    source: ['aws.ssm'],
    detailType: ['Parameter Store Change'],
    detail: { name: [inventoryName(cellName)], operation: ['Create', 'Update'] },
  };
}
