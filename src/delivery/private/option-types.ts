import { Stack } from 'aws-cdk-lib';
import { listProblem } from './kind-problem';
import { HOSTED_ZONE } from '../../core/private/checks/cdk-types';
import { Problem, throwOnProblems } from '../../core/private/checks/problems';
import { requireProps } from '../../core/private/checks/required-props';
import { BOOLEAN, instance, OPTIONS, requireStruct, TEXT, typeProblems } from '../../core/private/checks/types';
import type { InfrastructureOptions, ManageInfrastructureOptions } from '../infrastructure-options';
import type { DeployStacksOptions, DiffStacksOptions } from '../stack-options';

/** Throws if options of `deployStacks()` are of another type. */
export function requireDeployTypes(place: string, options: DeployStacksOptions): void {
  requireStruct(place, 'options', options);
  throwOnProblems(
    place,
    ...typeProblems(options, { qualifier: TEXT, publishImageAssets: BOOLEAN }),
    textsProblem('regions', options.regions),
  );
}

/** Throws if options of `diffStacks()` are missing or of another type. */
export function requireDiffTypes(place: string, options: DiffStacksOptions): void {
  requireProps(place, options, { stacks: true });
  throwOnProblems(
    place,
    ...typeProblems(options, { infrastructure: OPTIONS, qualifier: TEXT }),
    listProblem('stacks', options.stacks, 'Stack', Stack.isStack),
  );
  if (options.infrastructure) {
    requireInfrastructureTypes(place, options.infrastructure, 'infrastructure.');
  }
}

/** Throws if options of `manageInfrastructure()` are missing or of another type. */
export function requireInfrastructureTypes(place: string, options: ManageInfrastructureOptions, prefix = ''): void {
  requireProps<InfrastructureOptions>(place, options, { zone: true, certificateNames: true });
  const types = {
    zone: HOSTED_ZONE,
    cache: instance('an IValkeyCache', 'cacheName'),
    throughCloudFormation: BOOLEAN,
  };
  throwOnProblems(
    place,
    ...typeProblems(options, types, prefix),
    textsProblem(`${prefix}certificateNames`, options.certificateNames),
    textsProblem(`${prefix}certificateRegions`, options.certificateRegions),
  );
}

function textsProblem(prop: string, texts: string[] | undefined): Problem | undefined {
  return texts === undefined ? undefined : listProblem(prop, texts, 'string', (it) => typeof it === 'string');
}
