import { CfnResource, IFragmentConcatenator, Stack } from 'aws-cdk-lib';
import { resolveStable } from './weak-reference';

/**
 * Everything that replaces a resource when it changes: every property but the tags, and the logical id. As rendered, so that
 * property overrides count too.
 */
export function resourceIdentity(resource: CfnResource, concat?: IFragmentConcatenator): unknown {
  return renderedOf(resource, concat).map(([logicalId, { Properties }]) => [logicalId, { ...Properties, Tags: [] }]);
}

/** The properties of a resource as its template has them, property overrides included. */
export function renderedProperties(resource: CfnResource): Record<string, any> {
  return renderedOf(resource)[0]?.[1].Properties ?? {};
}

function renderedOf(resource: CfnResource, concat?: IFragmentConcatenator): Array<[string, any]> {
  return Object.entries(resolveStable(Stack.of(resource), resource._toCloudFormation(), concat).Resources);
}
