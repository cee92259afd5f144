import { Stack } from 'aws-cdk-lib';
import { childStack } from '../../core/private/stacks/child-stack';
import { LaunchPhase } from '../../service';
import type { CellCapacity } from '../cell-capacity';
import type { CellOptInProps } from '../cell-opt-in-props';
import type { PlacedDomain } from './placed-domain';
import type { CellDeployOptions } from '../cell-deploy-options';
import type { CellPermissionsOptions } from '../cell-permissions-options';
import type { CellSigningOptions } from '../cell-signing-options';
import type { ProductCellProps } from '../product-cell-props';

/** What the stacks of a cell are made from. */
export interface CellPlan {
  readonly cellName: string;
  readonly capacity: CellCapacity;
  readonly domain: PlacedDomain;
  readonly launchPhase: LaunchPhase;
  /** Sorted by their number. */
  readonly apiVersions: string[];
  readonly cidr: string;
  readonly customerOrigins: string[];
  readonly blockedCountries: string[];
  readonly optIns: CellOptInProps;
  readonly environmentName: string;
  readonly signing?: CellSigningOptions;
  readonly deploy?: CellDeployOptions;
  readonly permissions?: CellPermissionsOptions;
  /** `app` first, the others sorted. */
  readonly databaseUsers: string[];
  /** Sorted; undefined for none. */
  readonly tenants?: string[];
}

/** The plan of a cell: what its props say, and what they leave out. */
export function planOf(cellName: string, props: ProductCellProps): CellPlan {
  const versions = [...(props.apiVersions ?? ['v1'])];
  return {
    cellName,
    capacity: props.environment.capacity,
    domain: props.domain._of(cellName),
    launchPhase: props.launchPhase ?? LaunchPhase.NOT_READY,
    apiVersions: versions.sort((one, other) => Number(one.slice(1)) - Number(other.slice(1))),
    cidr: props.cidr ?? '10.0.0.0/16',
    customerOrigins: [...new Set(props.customerOrigins)].sort(),
    blockedCountries: props.blockedCountries ?? [],
    optIns: props,
    environmentName: props.environment.environmentName,
    ...{ signing: props.signing, deploy: props.deploy },
    permissions: props.permissions,
    databaseUsers: [...new Set(['app', ...[...(props.databaseUsers ?? [])].sort()])],
    tenants: props.tenants && [...props.tenants].sort(),
  };
}

/** A stack of the cell: below it in the tree, and named after it. */
export function partOf(cell: Stack, part: string, description: string, holdsData: boolean = false): Stack {
  return childStack(cell, part, cell, {
    suffix: part,
    description: `${cell.stackName}: ${description}`,
    terminationProtection: holdsData,
  });
}

/** Number of tasks: a range where there is one, with options of its scaling, else that many. */
export function tasksOf<Options extends object>({ minTasks, maxTasks }: CellCapacity, options?: Options) {
  return minTasks < maxTasks
    ? { scaling: { minTasks, maxTasks, ...(options as Options) } }
    : { desiredCount: minTasks };
}
