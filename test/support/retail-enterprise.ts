import { requireExample } from './example';
import { context } from '../../examples/retail-enterprise/cdk.json';
import { DataStack } from '../../examples/retail-enterprise/data-stack';
import { NetworkStack } from '../../examples/retail-enterprise/network-stack';

/** The app as the CDK CLI runs it, under the flags of its cdk.json: both stages at once. */
const stages = { stages: 'production,staging', launchPhase: 'running' };
const { app } = requireExample('retail-enterprise', { ...context, ...stages });
export const { manifest, stacksRecursively } = app.synth();
export const production = systemFor('production');
export const staging = systemFor('staging');

export type System = ReturnType<typeof systemFor>;

/** The templates of a stage by what their stacks are named after it: `web-edge` is the twin of `web`. */
function systemFor(stage: 'production' | 'staging') {
  const own = stacksRecursively.filter(({ stackName }) => stackName.startsWith(`retail-${stage}-`));
  const templates: Record<string, any> = Object.fromEntries(
    own.map(({ stackName, template: { Rules: _rules, Parameters: _parameters, ...ours } }) => [
      stackName.replace(`retail-${stage}-`, ''),
      ours,
    ]),
  );
  const stackOf = <T>(name: string) => app.node.findChild(`retail-${stage}-${name}`) as T;
  return {
    ...{ stage, stacks: own, templates },
    ...{ network: stackOf<NetworkStack>('network').network, backup: stackOf<DataStack>('data').backup },
  };
}

export const { templates } = production;

/** Properties of the resources of a type, by logical ids without their hashes. */
export function resourcesIn(system: System, type: string): Record<string, any> {
  const resources = Object.values(system.templates).flatMap(({ Resources }) => Object.entries<any>(Resources));
  const found = resources.filter(([, { Type }]) => Type === `AWS::${type}`);
  return Object.fromEntries(found.map(([id, { Properties }]) => [id.replace(/[0-9A-F]{8}$/, ''), Properties]));
}

/** The logical id, without its hash, of what a stack reads of another or has itself. */
export function idOf(value: any): string {
  const { StackName, OutputName } = value['Fn::GetStackOutput'] ?? {};
  const stack = StackName?.replace('retail-production-', '');
  const read = OutputName === undefined ? value : templates[stack].Outputs[OutputName].Value;
  return (read.Ref ?? read['Fn::GetAtt'][0]).replace(/[0-9A-F]{8}$/, '');
}

/** What a container of the task gets of its environment. */
export function environmentOf(family: string): Record<string, any> {
  const { ContainerDefinitions } = resourcesIn(production, 'ECS::TaskDefinition')[`${family}TaskDefinition`];
  const [{ Environment }] = ContainerDefinitions.filter((it: any) =>
    it.Environment.some(({ Name }: any) => /^DB_/.test(Name)),
  );
  return Object.fromEntries(Environment.map(({ Name, Value }: any) => [Name, Value]));
}
