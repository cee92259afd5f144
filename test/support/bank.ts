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
export const RUNNING: Changes = { 'api.launchPhase': 'running' };
export const ENDPOINTS: Changes = { 'network.egress': 'vpc-endpoints', 'network.natAddresses': undefined };
export const NEW_ZONE: Changes = { 'domain.hostedZoneId': undefined, 'domain.zoneIsDelegated': true };
export const PATHS: Changes = { 'api.routing': ['/api', '/api/*'] };
export const SCALING: Changes = { 'api.scaling': { minTasks: 2, maxTasks: 6 } };
export const UNWATCHED: Changes = { alarms: undefined, deploy: undefined };
export const US_EAST_1: Changes = { 'api.image': '982233224911.dkr.ecr.us-east-1.amazonaws.com/rl-bank-api:live' };

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

/** Other values than those of the example: what the config says shows on this bank, in templates and plan. */
export const OTHER: Changes = {
  ...RUNNING,
  namePrefix: 'stg-bank',
  'api.image': '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/team/rl-bank-api:stable',
  'api.containerPort': 8123,
  'api.desiredCount': 3,
  'api.healthCheckPath': '/ready',
  'api.cpu': 1024,
  'api.memoryMiB': 4096,
  'api.logRetentionDays': 30,
  'api.settingsPath': 'stg/bank/api',
  'api.webAclArn': 'arn:aws:wafv2:ap-southeast-1:982233224911:regional/webacl/api/1',
  'webapp.bucketName': 'stg-webapp',
  'webapp.webAclArn': 'arn:aws:wafv2:us-east-1:982233224911:global/webacl/edge/1',
  'merchantPortal.bucketName': 'stg-portal',
  'auth0.domain': 'stg.eu.auth0.com',
  'auth0.audience': 'urn:stg',
  'domain.rootDomain': 'stg.example',
  'domain.merchantSubdomain': 'shop',
  'sentry.apiDsn': 'https://0a@o1.ingest.sentry.io/2',
  'cache.maxDataGigabytes': 7,
  'database.ports': [5432],
  uptimeCheck: false,
  runbookUrl: 'https://wiki.stg.example/runbook',
  'deploy.oidcIssuerExists': false,
  'deploy.webapp.environment': 'live',
  'deploy.infra.planEnvironment': 'compare',
};

/** An app under the flags of cdk.json. */
export function bankApp(): App {
  return newApp({ context });
}

/** The config of examples/rl-bank/open.yaml, or another, with some values set. */
export function configOf(changes: Changes = {}, name: Fixture = 'example'): BankMvpConfig {
  return BankMvpConfig.fromObject(changed(name, changes));
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
  return foundIn(templatesOf(bank)).filter(({ Type }) => type === undefined || Type === type);
}

function foundIn(templates: Readonly<Record<string, string>>): Found[] {
  return Object.entries(templates).flatMap(([stack, text]) =>
    Object.entries<any>(frozen(text).Resources ?? {}).map(([id, resource]) => ({ stack, id, ...resource })),
  );
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
  return { text: read('plan.txt'), data: frozen(read('plan.json')) };
}

/** What a bank behind a closed gate has written: the plan, and the templates that an open gate deploys. */
export interface ReadBank {
  readonly templates: Readonly<Record<string, string>>;
  readonly plan: { readonly text: string; readonly data: any };
  /** The resources of the templates, or those of one type. */
  of(type?: string): Found[];
}

const banks: Record<string, ReadBank> = {};

/** What is read of a bank with these changes. Synthesis is what takes time: equal changes share one, and it is frozen. */
export function readBank(changes: Changes = {}): ReadBank {
  return (banks[JSON.stringify(Object.entries(changes).sort())] ??= readOf(bankOf({ ...CLOSED, ...changes })));
}

function readOf(bank: BankMvp): ReadBank {
  const templates = Object.freeze(templatesOf(bank));
  const found = foundIn(templates);
  return {
    ...{ templates, plan: planOf(bank) },
    of: (type) => found.filter(({ Type }) => type === undefined || Type === type),
  };
}

function frozen(json: string): any {
  return JSON.parse(json, (_, value) => Object.freeze(value));
}

/** A resource of another team. */
export function topicIn(scope: Construct, id = 'Topic'): CfnResource {
  return new CfnResource(scope, id, { type: 'AWS::SNS::Topic' });
}
