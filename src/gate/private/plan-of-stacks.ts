import { CfnResource, Stack } from 'aws-cdk-lib';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import { IConstruct } from 'constructs';
import { annotationsIn } from './annotations';
import { sortedJson } from './sorted-json';
import { literalOrUndefined } from '../../core/private/checks/values';
import { topLevelStack } from '../../core/private/stacks/stack-of';
import { PlanDescription } from '../plan-description';

interface PlannedStack {
  readonly path: string;
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  /** Stacks that are deployed before, in the plan or outside. */
  readonly after: string[];
  readonly resources: Record<string, number>;
}

/** The plan of stacks: what they would create, each after its dependencies. */
export function planOfStacks(gate: IConstruct, stacks: Stack[]): PlanDescription {
  const planned = inOrderOfDeployment(stacks.filter((stack) => !stack.nestedStackParent)).map(plannedStack);
  // The CLI only shows the warnings and notes of stacks in the assembly that is deployed.
  const warnings = annotationsIn(stacks, ArtifactMetadataEntryType.WARN);
  const notes = annotationsIn(stacks, ArtifactMetadataEntryType.INFO);
  return {
    text: [
      `What ${gate.node.path} keeps from being created: ${counted(planned.length, 'stack')}, in the order of deployment.`,
      ...planned.flatMap((stack) => ['', ...linesOf(stack)]),
      ...(warnings.length > 0 ? ['', 'Warnings:', ...warnings.map((warning) => `  ${warning}`)] : []),
      ...(notes.length > 0 ? ['', 'Notes:', ...notes.map((note) => `  ${note}`)] : []),
    ].join('\n'),
    json: sortedJson({ gate: gate.node.path, stacks: planned, warnings, notes }),
  };
}

function plannedStack(stack: Stack): PlannedStack {
  return {
    path: stack.node.path,
    name: stack.stackName,
    account: literalOrUndefined(stack.account),
    region: literalOrUndefined(stack.region),
    after: stack.dependencies.map(({ node }) => node.path).sort(),
    resources: countsByType(stack),
  };
}

function linesOf({ path, name, account, region, after, resources }: PlannedStack): string[] {
  const place = `${region ?? 'the region of the deployment'}${account ? `, account ${account}` : ''}`;
  const types = Object.entries(resources).map(([type, count]) => `    ${String(count).padStart(3)} ${type}`);
  return [
    `  ${path}${name === path ? '' : ` (${name})`} in ${place}`,
    ...(after.length > 0 ? [`    after ${after.join(', ')}`] : []),
    ...(types.length > 0 ? types : ['    no resources']),
  ];
}

/** Each stack after its dependencies, otherwise in the order of the tree. */
function inOrderOfDeployment(stacks: Stack[]): Stack[] {
  const ordered = new Set<Stack>();
  const visit = (stack: Stack) => {
    stack.dependencies.filter((other) => stacks.includes(other) && !ordered.has(other)).forEach(visit);
    ordered.add(stack);
  };
  stacks.forEach(visit);
  return [...ordered];
}

/** Number of resources by type, nested stacks included. */
function countsByType(stack: Stack): Record<string, number> {
  const types = stack.node
    .findAll()
    .filter(CfnResource.isCfnResource)
    .filter((resource) => topLevelStack(resource) === stack && isInTemplate(resource))
    .map(({ cfnResourceType }) => cfnResourceType)
    .filter((type) => type !== 'AWS::CDK::Metadata');
  const sorted = [...new Set(types)].sort();
  return Object.fromEntries(sorted.map((type) => [type, types.filter((other) => other === type).length]));
}

/** Some resources omit themselves, such as a policy without statements. */
function isInTemplate(resource: CfnResource): boolean {
  return (resource as unknown as { shouldSynthesize(): boolean }).shouldSynthesize();
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
