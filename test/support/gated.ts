import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { newApp, WORKLOAD } from './cloud';
import { ResourceGate, ResourceGateProps } from '../../src/gate';

/** Stacks of a bank in a scope: `Api` reads from `Data` and has a nested stack. */
export function bankIn(scope: Construct): { data: Stack; api: Stack } {
  const data = new Stack(scope, 'Data', { env: WORKLOAD });
  const bucket = resourceIn(data, 'Bucket', 'AWS::S3::Bucket');
  const api = new Stack(scope, 'Api', { env: WORKLOAD });
  new CfnOutput(api, 'BucketName', { value: bucket.ref });
  resourceIn(new NestedStack(api, 'Nested'), 'Topic');
  return { data, api };
}

/** Newer versions warn where this is not said. */
const SETTLED = { '@aws-cdk/core:defaultCrossStackReferences': 'strong' };

/** The stacks of a bank with a gate around them. */
export function gatedBank(props: ResourceGateProps = {}, scope: Construct = newApp({ context: SETTLED })) {
  const bank = bankIn(scope);
  const gate = new ResourceGate(scope, 'Gate', { scopes: [bank.data, bank.api], ...props });
  return { ...bank, gate, scope, app: gate.node.root as App };
}

/** A stack of somebody else. */
export function hostIn(scope: Construct, id = 'Host'): Stack {
  const host = new Stack(scope, id, { env: WORKLOAD });
  resourceIn(host);
  return host;
}

export function resourceIn(scope: Construct, id = 'Topic', type = 'AWS::SNS::Topic'): CfnResource {
  return new CfnResource(scope, id, { type });
}

/** The paths of all stacks that a command of the CLI could deploy, sorted; the empty ones of gates it skips. */
export function deployable(app: App): string[] {
  const stacks = app.synth().stacksRecursively.filter(({ template }) => template.Resources !== undefined);
  return stacks.map(({ hierarchicalId }) => hierarchicalId).sort();
}

/** A file of the plan, as the app has written it. */
export function inPlan(gate: ResourceGate, file: string): string {
  return readFileSync(join(Stage.of(gate)!.outdir, gate.planFolder!, file), 'utf8');
}
