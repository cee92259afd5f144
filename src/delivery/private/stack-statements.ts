import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { topLevelStack } from '../../core/private/stacks/stack-of';
import type { DeployStacksOptions } from '../stack-options';

/** Default qualifier of `cdk bootstrap`. */
const DEFAULT_QUALIFIER = 'hnb659fds';

/** Reads what `cdk diff` compares: each stack with its template, and the version of the bootstrap. */
export function stackReadStatements(given: Stack[], qualifier?: string): PolicyStatement[] {
  const all = given.flatMap((stack) => stack.node.findAll().filter(Stack.isStack));
  const stacks = [...new Set(all)].sort((one, other) => (one.node.path < other.node.path ? -1 : 1));
  const versions = stacks.map((stack) => {
    const resourceName = `cdk-bootstrap/${qualifier ?? qualifierOf(stack)}/version`;
    return topLevelStack(stack).formatArn({ service: 'ssm', resource: 'parameter', resourceName });
  });
  return [
    new PolicyStatement({
      actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources'],
      resources: [...new Set(stacks.map(arnOf))],
    }),
    new PolicyStatement({ actions: ['ssm:GetParameter'], resources: [...new Set(versions)] }),
  ];
}

/** Assumes the bootstrap roles: for lookups, assets and CloudFormation. */
export function bootstrapRoleStatements(
  scope: Construct,
  regions: string[],
  { qualifier: given, publishImageAssets }: DeployStacksOptions,
): PolicyStatement[] {
  const stack = Stack.of(scope);
  const qualifier = given ?? qualifierOf(stack);
  const kinds = ['deploy', 'file-publishing', 'lookup', ...(publishImageAssets ? ['image-publishing'] : [])].sort();
  const resources = kinds.flatMap((kind) =>
    regions.map((region) => {
      const resourceName = `cdk-${qualifier}-${kind}-role-${stack.account}-${region}`;
      return stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName });
    }),
  );
  return [new PolicyStatement({ actions: ['sts:AssumeRole'], resources })];
}

/** Qualifier that a stack is deployed with. */
function qualifierOf(stack: Stack): string {
  return topLevelStack(stack).synthesizer.bootstrapQualifier ?? DEFAULT_QUALIFIER;
}

/** ARN by the name of the stack; its id changes with each creation. */
function arnOf(stack: Stack): string {
  const resourceName = `${nameOf(stack)}/*`;
  return topLevelStack(stack).formatArn({ service: 'cloudformation', resource: 'stack', resourceName });
}

/** CloudFormation names a nested stack by its parent's name, its logical id, and a suffix. */
function nameOf(stack: Stack): string {
  const { nestedStackParent: parent, nestedStackResource: resource } = stack;
  return parent && resource ? `${nameOf(parent)}-${parent.resolve(resource.logicalId)}-*` : stack.stackName;
}
