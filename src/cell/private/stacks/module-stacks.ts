import { Stack } from 'aws-cdk-lib';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { DataPart } from './data-stack';
import { ImagesPart } from './images-stack';
import { moduleStack, ModuleStack } from './module-stack';
import { NetworkPart } from './network-stack';
import { ServicesPart } from './services-stack';
import { claimUnique } from '../../../core/private/checks/unique-claims';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';
import { dependOn } from '../../../core/private/stacks/weak-reference';
import { BankObservability } from '../../../observability';
import type { CellParts } from '../../cell-parts';
import type { IPlatformModule } from '../../i-platform-module';
import { CellPlan } from '../cell-plan';

/** The stacks that modules read. */
export interface ModuleNeeds {
  readonly network: NetworkPart;
  readonly data: DataPart;
  readonly images: ImagesPart;
  readonly services: ServicesPart;
  readonly observability: BankObservability;
}

/** The stacks of all modules, after those of the cell, and each after the modules that it needs. */
export function moduleStacks(
  cell: Stack,
  plan: CellPlan,
  modules: IPlatformModule[],
  needs: ModuleNeeds,
): ModuleStack[] {
  const parts = partsOf(cell, plan, needs);
  const made = modules.map((module) => moduleStack(cell, module, parts));
  const stackOf = new Map(made.map(({ module, stack }) => [module.moduleName, stack]));
  for (const { module, stack, sources } of made) {
    dependOn(stack, needs.services.stack); // it has the cluster, which the module knows by its name
    module.needs.forEach((need) => dependOn(stack, stackOf.get(need)!));
    if (Object.keys(sources).length > 0) {
      observe(stack, `${plan.cellName}-${module.moduleName}`, { sources, observability: needs.observability, plan });
    }
  }
  return made;
}

/** Files and Teams read each of these, so that another module makes no stack of the cell export anything. */
function partsOf(cell: Stack, plan: CellPlan, { network, data, images, services }: ModuleNeeds): CellParts {
  const { cellName, capacity, launchPhase, domain, apiVersions } = plan;
  const { vpc } = network.network;
  const { database, encryptionKey } = data;
  // By its name: a reference to the cluster would be an export that blocks its replacement.
  const cluster = Cluster.fromClusterAttributes(cell, 'ClusterByName', { clusterName: cellName, vpc });
  claimUnique(cell, ['container insights', cluster.node.path], cell); // it has them: no note of an imported cluster
  return {
    ...{ cellName, vpc, cluster, database, capacity, launchPhase },
    uses: services.uses,
    telemetry: services.telemetry,
    events: services.events,
    workerImage: images.worker,
    baseUrl: `https://api.${domain.domainName}/${apiVersions.at(-1)}`,
    encryptionKeyArn: crossStackValue(encryptionKey, { name: 'KeyArn', value: encryptionKey.keyArn }),
  };
}

/** What observes a module. */
interface Observed {
  readonly sources: ModuleStack['sources'];
  readonly observability: BankObservability;
  readonly plan: CellPlan;
}

/**
 * Alarms and dashboard of a module, in its own stack: those of the cell do not change. They notify the topics of the cell,
 * which have to be there before them in each region.
 */
function observe(stack: Stack, namePrefix: string, { sources, observability, plan }: Observed): void {
  const { cellName } = plan;
  const { alarms } = new BankObservability(stack, 'Observability', {
    ...{ namePrefix, sources, page: [], ticket: [], alarmStack: stack },
    existingTopics: { pageTopicName: `${cellName}-page`, ticketTopicName: `${cellName}-ticket` },
  });
  const stacks = new Set(alarms.map((alarm) => Stack.of(alarm)));
  const topics = new Set(observability.topics.map((topic) => Stack.of(topic)));
  stacks.forEach((own) => {
    [...topics].filter(({ region }) => region === own.region).forEach((topicStack) => dependOn(own, topicStack));
  });
}
