import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { siteIn } from './site';
import { ResourceGate } from '../../src/gate';

/** Gates around a site, for the catalog. */
export const gates: Record<string, Variants> = {
  ResourceGate: {
    defaults: (app) => {
      siteIn(workloadStack(app));
      new ResourceGate(app, 'Gate');
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      siteIn(stack);
      const gate = new ResourceGate(app, 'Gate', { scopes: [stack], openedBy: 'a reviewer' });
      gate.addPlanDescriber({ describePlan: (stacks) => stacks });
    },
  },
};
