import { Stack } from 'aws-cdk-lib';
import { IAlarmSource } from '../../../core';
import { ScannerFindings } from '../../../observability';
import { IImageRepository } from '../../../service';
import { CellPlan } from '../cell-plan';

/**
 * Findings of scans of the images. Images for development are replaced many times a day, and those that are released pass through
 * an environment that is checked from outside: a finding is a ticket there.
 */
export function findingsOf(
  stack: Stack,
  { capacity }: CellPlan,
  repositories: IImageRepository[],
): Record<string, IAlarmSource> {
  const { healthChecks, logRetention } = capacity;
  return healthChecks ? { findings: new ScannerFindings(stack, 'Findings', { repositories, logRetention }) } : {};
}
