import { DURATION, SIZE } from '../../core/private/checks/cdk-types';
import { Problem, problemIf } from '../../core/private/checks/problems';
import { BOOLEAN, instance, NUMBER, oneOf, TEXT, typeProblems } from '../../core/private/checks/types';
import { matches } from '../../core/private/checks/values';
import { FirewallMode } from '../../edge';
import type { CellCapacity } from '../cell-capacity';

/** What a spread of JavaScript may bring in another type; ranges are those of the constructs that take the values. */
export function capacityProblems(capacity: CellCapacity): Array<Problem | undefined> {
  const types = {
    egress: instance('a NetworkEgress, such as `NetworkEgress.singleNatGateway()`', 'usesVpcEndpoints'),
    databaseMinCapacity: NUMBER,
    databaseMaxCapacity: NUMBER,
    readers: NUMBER,
    maxReaders: NUMBER,
    databaseBackupRetention: DURATION,
    backupVault: BOOLEAN,
    backupCopy: BOOLEAN,
    queueNodeType: TEXT,
    queueReplicas: NUMBER,
    cacheDataStorage: SIZE,
    cacheEcpuPerSecond: NUMBER,
    permissionsInstanceType: TEXT,
    permissionsStandby: BOOLEAN,
    minTasks: NUMBER,
    maxTasks: NUMBER,
    taskCpu: NUMBER,
    taskMemory: SIZE,
    traceSamplingPercent: NUMBER,
    firewallMode: oneOf({ FirewallMode }),
    botControl: BOOLEAN,
    deletionProtection: BOOLEAN,
    logRetention: DURATION,
    pages: BOOLEAN,
    healthChecks: BOOLEAN,
    objectives: BOOLEAN,
  };
  return [
    ...typeProblems(capacity, types, 'capacity.'),
    rangeProblem(capacity, 'minTasks', 'maxTasks'),
    rangeProblem(capacity, 'readers', 'maxReaders'),
    copyProblem(capacity),
  ];
}

/** The name ends that of the cell, which begins every name in it. */
export function environmentNameProblem(name: string): Problem | undefined {
  return problemIf(!matches(/^[a-z][a-z0-9]{1,6}$/, name), {
    code: 'cell-environment/name',
    prop: 'name',
    value: name,
    allowed: 'must be 2 to 7 lowercase letters and digits that begin with a letter: it ends every name of the cell',
    fix: 'choose such a name, for example `load`',
  });
}

/** The problem of a name that no preset has. */
export function unknownEnvironmentProblem(prop: string, value: unknown, names: string[]): Problem {
  return {
    code: 'cell-environment/unknown',
    prop,
    value,
    allowed: `must be ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`,
    fix: 'name one of them, or pass an environment of your own, `CellEnvironment.of(…)`, to the cell',
  };
}

function copyProblem({ backupCopy, backupVault }: CellCapacity): Problem | undefined {
  return problemIf(backupCopy === true && backupVault === false, {
    code: 'cell-environment/copy-without-vault',
    prop: 'capacity.backupCopy',
    value: backupCopy,
    allowed: 'must be false without `backupVault`: what is copied is a recovery point of the vault',
    fix: 'set `backupVault` to true, or `backupCopy` to false',
  });
}

function rangeProblem(capacity: CellCapacity, least: 'minTasks' | 'readers', most: 'maxTasks' | 'maxReaders') {
  return problemIf(capacity[most] < capacity[least], {
    code: 'cell-environment/most-below-least',
    prop: `capacity.${most}`,
    value: capacity[most],
    allowed: `must be at least \`${least}\`, ${capacity[least]}`,
    fix: `raise \`${most}\`, or lower \`${least}\``,
  });
}
