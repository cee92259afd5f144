import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { changed, Fixture } from './bank-configs';
import { newApp } from './cloud';
import { context } from '../../cdk.json';
import { BankMvp, BankMvpConfig } from '../../src/bank';

/** Values by path, as `changed` sets them. */
export type Changes = Record<string, unknown>;

export const CLOSED: Changes = { createResources: false };
export const RUNNING: Changes = { 'api.readiness': 'running' };

const EDGE_CERTIFICATE = 'arn:aws:acm:us-east-1:982233224911:certificate';

/** Everything that can be adopted. */
export const ADOPTED: Changes = {
  'adopt.repository': true,
  'adopt.logGroupName': '/ecs/shared',
  'adopt.clusterName': 'shared',
  'adopt.apiCertificateArn': 'arn:aws:acm:ap-southeast-1:982233224911:certificate/api',
  'adopt.webappCertificateArn': `${EDGE_CERTIFICATE}/webapp`,
  'adopt.merchantPortalCertificateArn': `${EDGE_CERTIFICATE}/portal`,
  'adopt.apiAccessLogBucketName': 'shared-lb-logs',
  'adopt.siteAccessLogBucketName': 'shared-site-logs',
  'adopt.secretArns': { DB_URI: 'arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:theirs/DB_URI-AbCdEf' },
  'adopt.parameters': ['NODE_ENV'],
};

/** An app under the flags of cdk.json. */
export function bankApp(): App {
  return newApp({ context });
}

/** The config of examples/rl-bank/open.yaml, or another, with some values set. */
export function configOf(changes: Changes = {}, name: Fixture = 'example'): BankMvpConfig {
  return BankMvpConfig.of(changed(name, changes));
}

/** A bank of that config. */
export function bankOf(changes: Changes = {}, scope: Construct = bankApp(), id = 'Bank'): BankMvp {
  return new BankMvp(scope, id, { config: configOf(changes) });
}

/** The stacks of a bank, without the empty one that shows the plan. */
export function stacksOf(bank: BankMvp): Stack[] {
  return bank.node
    .findAll()
    .filter(Stack.isStack)
    .filter(({ node }) => node.scope !== bank.gate);
}

/** Where a construct stands in its bank. */
export function placeIn(bank: BankMvp, { node }: Construct): string {
  return node.path.slice(bank.node.path.length + 1);
}

/** The stack that is in a place of the bank, such as `sites/EdgeTwin`. */
export function stackAt(bank: BankMvp, place: string): Stack {
  return stacksOf(bank).find((stack) => placeIn(bank, stack) === place)!;
}

/** The templates as they are written, by the place of the stack: those of the plan where the gate is closed. */
export function templatesOf(bank: BankMvp): Record<string, string> {
  (bank.node.root as App).synth();
  const folder = join(Stage.of(bank)!.outdir, bank.gate.planFolder ?? '');
  const read = (stack: Stack) => readFileSync(join(folder, stack.templateFile), 'utf8');
  return Object.fromEntries(stacksOf(bank).map((stack) => [placeIn(bank, stack), read(stack)]));
}

/** A resource of a template, and where it is. */
export interface Found {
  readonly stack: string;
  readonly id: string;
  readonly Type: string;
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** The resources of a bank, or those of one type. */
export function resourcesIn(bank: BankMvp, type?: string): Found[] {
  const found = Object.entries(templatesOf(bank)).flatMap(([stack, text]) =>
    Object.entries<any>(JSON.parse(text).Resources ?? {}).map(([id, resource]) => ({ stack, id, ...resource })),
  );
  return found.filter(({ Type }) => type === undefined || Type === type);
}

/** How many resources of each type. */
export function typesIn(resources: Array<{ readonly Type: string }>): Record<string, number> {
  const types = resources.map(({ Type }) => Type).sort();
  return Object.fromEntries(types.map((type) => [type, types.filter((it) => it === type).length]));
}

/** The plan as it lies beside the assembly. */
export function planOf(bank: BankMvp): { text: string; data: any } {
  (bank.node.root as App).synth();
  const read = (name: string) => readFileSync(join(Stage.of(bank)!.outdir, bank.gate.planFolder!, name), 'utf8');
  return { text: read('plan.txt'), data: JSON.parse(read('plan.json')) };
}

/** A resource of somebody else. */
export function topicIn(scope: Construct, id = 'Topic'): CfnResource {
  return new CfnResource(scope, id, { type: 'AWS::SNS::Topic' });
}
