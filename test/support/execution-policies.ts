import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ACCOUNT, newApp, WORKLOAD } from './cloud';
import { CloudFormationExecutionPolicies, CloudFormationExecutionPoliciesProps } from '../../src/delivery';

export type Props = Partial<CloudFormationExecutionPoliciesProps>;

export const PLACE = `ap-southeast-1:${ACCOUNT}`;

export function stackIn(app: App, stackName = 'prd-bank-data', env = WORKLOAD): Stack {
  return new Stack(app, stackName, { env });
}

export function policiesIn(scope: App | Stage, props: Props = {}): CloudFormationExecutionPolicies {
  return new CloudFormationExecutionPolicies(scope, 'Policies', { namePrefix: 'prd-bank', ...props });
}

export function written(policies: CloudFormationExecutionPolicies, file = 'template.json'): string {
  (policies.node.root as App).synth();
  return readFileSync(join(Stage.of(policies)!.outdir, policies.outputFolder, file), 'utf8');
}

interface Written {
  readonly ManagedPolicyName: string;
  readonly PolicyDocument: { readonly Statement: any[] };
}
export function policiesOf(policies: CloudFormationExecutionPolicies): Record<string, Written> {
  const { Resources } = JSON.parse(written(policies));
  return Object.fromEntries(Object.entries<any>(Resources).map(([id, { Properties }]) => [id, Properties]));
}

/** What the policies allow, as "action on resource", with the conditions behind. */
export function allowedBy(policies: CloudFormationExecutionPolicies): string[] {
  const { Boundary: _, ...execution } = policiesOf(policies);
  const statements = Object.values(execution).flatMap(({ PolicyDocument: { Statement } }) => Statement);
  const allow = statements.filter(({ Effect }) => Effect === 'Allow');
  return allow.flatMap(({ Action, Resource, Condition }) =>
    [Action]
      .flat()
      .flatMap((action) =>
        [Resource].flat().map((on) => `${action} on ${on}${Condition ? ` if ${JSON.stringify(Condition)}` : ''}`),
      ),
  );
}

/** Policies of an app with one stack. */
export function allowedFor(build: (stack: Stack) => void, props: Props = {}): string[] {
  const app = newApp();
  build(stackIn(app));
  return allowedBy(policiesIn(app, props));
}

export function resource(stack: Stack, type: string, properties: object = {}, id = 'It'): CfnResource {
  return new CfnResource(stack, id, { type, properties });
}

export function roleIn(stack: Stack, props: object = {}, id = 'Role'): Role {
  return new Role(stack, id, { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'), ...props });
}
