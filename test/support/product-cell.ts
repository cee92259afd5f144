import { requireExample } from './example';
import { context } from '../../examples/product-cell/cdk.json';

/** The app as the CDK CLI runs it, with the context of its cdk.json. */
export const { app } = requireExample('product-cell', context);
export const assembly = app.synth();
export const stacks = assembly.stacksRecursively;

/** Properties of the resources of a type, in stacks whose names end so. */
export function propertiesIn(suffix: string, type: string): any[] {
  const found = stacks.filter(({ stackName }) => stackName.endsWith(suffix));
  const resources = found.flatMap(({ template }) => Object.values<any>(template.Resources));
  return resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
}
