import { Duration, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { AlarmDefinition, AlarmSeverity, IAlarmSource, IMonitored, PendingInput } from '../../../core';
import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { entriesOf, OPTIONS } from '../../../core/private/checks/types';
import { childStack } from '../../../core/private/stacks/child-stack';
import { UptimeCheck } from '../../../observability';
import { LaunchPhase, QueueConsumer, QueueWorker } from '../../../service';
import type { CellParts } from '../../cell-parts';
import type { IPlatformModule } from '../../i-platform-module';
import { tasksOf } from '../cell-plan';
import { modulesPath } from '../modules/modules-binding';

/** Time that a worker has for a message. */
const LONGEST_JOB = Duration.minutes(5);

/** Messages that may wait for each task: a second each makes them wait less than two minutes. */
const MESSAGES_PER_TASK = 100;

/** The stack of a module, and what is to be observed of it. */
export interface ModuleStack {
  readonly module: IPlatformModule;
  readonly stack: Stack;
  readonly sources: Record<string, IAlarmSource>;
  /** What its worker waits for. */
  readonly pendingInputs: PendingInput[];
}

/**
 * Creates the stack of a module: queue and worker of its events, its health check, the parameter from which the API learns
 * of it, and what it adds by itself. It reads the cell through its parts alone, and no other stack reads it.
 */
export function moduleStack(cell: Stack, module: IPlatformModule, parts: CellParts): ModuleStack {
  const { moduleName, healthPath } = module;
  const stack = childStack(cell, `module-${moduleName}`, cell, {
    suffix: `module-${moduleName}`,
    description: `Module ${moduleName} of ${parts.cellName}`,
    terminationProtection: false, // removing a module from the list is how it goes
  });
  const events = module.events.length > 0 ? workerOf(stack, module, parts) : undefined;
  new StringParameter(stack, 'Parameter', {
    parameterName: `${modulesPath(parts.cellName)}/${moduleName}`,
    description: `Module ${moduleName}: the API has its routes while this is here`,
    stringValue: stack.toJsonString({ healthPath, queueUrl: events?.queueUrl }),
  });
  const sources = { ...(events ? { events } : {}), ...healthOf(stack, module, parts) };
  const own = ownSources(stack, module, parts, Object.keys(sources));
  return { module, stack, sources: { ...own, ...sources }, pendingInputs: events?.pendingInputs ?? [] };
}

/** Queue, dead-letter queue and tasks, with a subscription to the events that the module names. */
function workerOf(stack: Stack, { moduleName, events }: IPlatformModule, parts: CellParts): QueueWorker {
  const { vpc, cluster, uses, workerImage, launchPhase, capacity, telemetry } = parts;
  const { taskCpu, taskMemory, logRetention } = capacity;
  const encryptionKey = Key.fromKeyArn(stack, 'Key', parts.encryptionKeyArn);
  const worker = new QueueWorker(stack, 'Events', {
    encryptionKey,
    consumer: QueueConsumer.ecsService({
      ...{ vpc, cluster, uses, image: workerImage, launchPhase, logRetention, cpu: taskCpu, memory: taskMemory },
      serviceName: `${parts.cellName}-${moduleName}`,
      telemetry,
      environment: { MODULE_NAME: moduleName },
      longestJob: LONGEST_JOB,
      ...tasksOf(capacity, { messagesPerTask: MESSAGES_PER_TASK }),
    }),
  });
  parts.events.subscribe('Subscription', worker, {
    filterPolicy: { type: SubscriptionFilter.stringFilter({ allowlist: [...events].sort() }) },
  });
  return worker;
}

/** Asks the API for the module, from outside, once it runs: before, the check could only fail. */
function healthOf(stack: Stack, { healthPath }: IPlatformModule, parts: CellParts): Record<string, IAlarmSource> {
  const { launchPhase, capacity, baseUrl } = parts;
  if (!capacity.healthChecks || launchPhase !== LaunchPhase.RUNNING) {
    return {};
  }
  const check = new UptimeCheck(stack, 'Health', { url: `${baseUrl}${healthPath}` });
  // The API itself pages. One module that does not answer leaves users the others.
  const asTicket = (alarm: AlarmDefinition) => ({ ...alarm, severity: AlarmSeverity.TICKET });
  const { alarmDefinitions, graphDefinitions, logQueries } = check;
  const health: IMonitored = { alarmDefinitions: alarmDefinitions.map(asTicket), graphDefinitions, logQueries };
  return { health };
}

/** What the module adds, in a scope of its own: its ids collide with none of these. */
function ownSources(
  stack: Stack,
  module: IPlatformModule,
  parts: CellParts,
  taken: string[],
): Record<string, IAlarmSource> {
  const scope = new Construct(stack, 'Own');
  const sources = module.provision(scope, parts);
  requireArgument(scope, 'provision', sources, OPTIONS);
  const names = entriesOf(sources).map(([name]) => name);
  throwOnProblems(
    scope,
    problemIf(
      names.some((name) => taken.includes(name)),
      {
        code: 'cell/module-source-taken',
        prop: 'provision',
        value: names,
        allowed: 'must return other names than "events" and "health", which the stack of the module has',
        fix: 'rename what it returns',
      },
    ),
  );
  return sources;
}
