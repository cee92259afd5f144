import { Stack } from 'aws-cdk-lib';
import { resourcesOf } from './cloud';
import { requireExample } from './example';
import { context } from '../../examples/construction-saas/cdk.json';

/** The app as the CDK CLI runs it, under the flags of its cdk.json. */
export const { app } = requireExample('construction-saas', context);
export const assembly = app.synth();

export const stackOf = (id: string, scope = app, region = 'london') =>
  scope.node.findChild(region).node.findChild(id) as Stack;
/** The only resource of its type, and its properties. */
export function theOnly(stack: Stack, type: string) {
  const [{ Properties }, ...others] = resourcesOf(stack, type);
  expect(others).toEqual([]);
  return Properties;
}

/** What is read of other stacks: `london-files.FilesTenantRole.Arn`, the hashes of logical ids left out. */
export function readIn(value: unknown): string[] {
  const outputs = [...JSON.stringify(value).matchAll(/"StackName":"([^"]+)"[^}]*"OutputName":"([^"]+)"/g)];
  const ids = outputs.map(([, stackName, output]) => {
    const { Value } = assembly.getStackByName(stackName).template.Outputs[output];
    const [id, ...attribute] = Value['Fn::GetAtt'] ?? [Value.Ref];
    return [stackName, id.replace(/[0-9A-F]{8}$/, ''), ...attribute].join('.');
  });
  return [...new Set(ids)].sort();
}
