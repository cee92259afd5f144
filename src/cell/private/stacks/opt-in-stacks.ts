import { Stack } from 'aws-cdk-lib';
import { machineStack } from './machine-stack';
import { NetworkPart } from './network-stack';
import { ServicesPart } from './services-stack';
import { shieldStack } from './shield-stack';
import { SitePart } from './site-stack';
import { MachineApi } from '../../../access';
import { IAlarmSource, PendingInput } from '../../../core';
import { CellPlan } from '../cell-plan';

/** What the stacks on request lead to. */
export interface OptInNeeds {
  readonly network: NetworkPart;
  readonly services: ServicesPart;
  readonly site: SitePart;
}

/** What a cell has on request beside its other stacks. */
export interface OptInParts {
  readonly machineApi?: MachineApi;
  /** What is observed of it, by the names that alarms get. */
  readonly sources: Record<string, IAlarmSource | undefined>;
  readonly waiting: Array<{ readonly pendingInputs: PendingInput[] }>;
}

/** The stacks that a cell has on request alone. */
export function optInStacks(cell: Stack, plan: CellPlan, needs: OptInNeeds): OptInParts {
  const { machineApi: options, shieldProtection } = plan.optIns;
  const machine = options && machineStack(cell, plan, options, needs);
  const shield = shieldProtection === true ? shieldStack(cell, plan, needs) : undefined;
  return {
    machineApi: machine?.api,
    sources: { machine: machine?.api, 'machine-firewall': machine?.firewall },
    waiting: [...(machine ? [machine.api] : []), ...(shield ? [shield] : [])],
  };
}
