import { Duration } from 'aws-cdk-lib';
import { IMAGE } from './api';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { FindingSeverity, ScannerFindings } from '../../src/observability';
import { ImageRepository } from '../../src/service';

/** Findings of scanners, once with their defaults and once with all they can have. */
export const findings: Record<string, Variants> = {
  ScannerFindings: {
    defaults: (app) => {
      new ScannerFindings(workloadStack(app), 'Findings');
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      new ScannerFindings(stack, 'Findings', {
        minimumSeverity: FindingSeverity.MEDIUM,
        repositories: [new ImageRepository(stack, 'Image', { image: IMAGE })],
        tags: { team: 'shop' },
        accounts: ['222222222222'],
        externalSources: ['ci.trivy'],
        logRetention: Duration.days(731),
      });
    },
  },
};
