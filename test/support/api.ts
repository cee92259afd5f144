import { App, Stack } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { resourcesOf, templateOf, workloadStack } from './cloud';
import { Said, saidOf } from './problems';
import { networkIn, scaffoldIn } from './scaffold';
import { AlarmDefinition } from '../../src/core';
import { Problem } from '../../src/core/private/checks/problems';
import { BankDns, ImportedNetwork, HostedZoneSource } from '../../src/network';
import { ApiDomain, LaunchPhase, BankApiService, BankApiServiceProps, ImageRepository } from '../../src/service';

export const IMAGE = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live';

/** What a test may leave out of the properties of an API. */
export type ApiProps = Partial<BankApiServiceProps>;

/** A name in a zone that exists. */
export function apiDomainIn(stack: Stack, name = 'api.bank.example'): ApiDomain {
  const zone = HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ');
  return ApiDomain.inZone(new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone }), name);
}

/** An API as the document has it, in the state that `props` say: it waits, unless they say more. */
export function apiIn(stack: Stack = workloadStack(), props: ApiProps = {}): BankApiService {
  const network = props.vpc ? undefined : networkIn(stack);
  return new BankApiService(stack, 'Api', {
    ...placeIn(network),
    domain: props.domain ?? apiDomainIn(stack),
    image: props.image ?? new ImageRepository(stack, 'Image', { image: IMAGE }),
    settings: 'settings' in props ? props.settings : scaffoldIn(stack),
    serviceName: 'prd-rl-bank-api',
    ...props,
  } as BankApiServiceProps);
}

/** A stack with an API. */
export function apiStack(props: ApiProps = {}, stack = workloadStack()): Stack {
  apiIn(stack, props);
  return stack;
}

/** An API with its tasks. */
export function runningApi(props: ApiProps = {}, stack: Stack = workloadStack()): BankApiService {
  return apiIn(stack, { launchPhase: LaunchPhase.RUNNING, ...props });
}

/** A certificate that exists. */
export function certificateIn(stack: Stack, place = 'ap-southeast-1:111111111111', id = 'Certificate'): ICertificate {
  return Certificate.fromCertificateArn(stack, id, `arn:aws:acm:${place}:certificate/1`);
}

/** What puts an API into a cluster that exists. */
export function inClusterOf(stack: Stack, clusterName = 'shared') {
  const { vpc } = networkIn(stack);
  return { vpc, cluster: Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName, vpc }) };
}

function placeIn(network: ImportedNetwork | undefined) {
  return network
    ? { vpc: network.vpc, taskSubnets: network.privateSubnets, loadBalancerSubnets: network.publicSubnets }
    : {};
}

/** The properties of the one resource of a type, told from others by the beginning of its logical id. */
export function propertiesOf(stack: Stack, type: string, beginning = ''): any {
  const resources = Object.entries<any>(templateOf(stack).Resources ?? {});
  const found = resources.filter(([id, { Type }]) => Type === type && id.startsWith(beginning));
  expect(found.map(([id]) => id)).toHaveLength(1);
  return found[0][1].Properties;
}

/** What the template says of the service. */
export function serviceOf(stack: Stack): any {
  return propertiesOf(stack, 'AWS::ECS::Service');
}

/** What the template says of the container. */
export function containerOf(stack: Stack): any {
  return propertiesOf(stack, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0];
}

/** The rules of security groups that are resources of their own, without where they lead. */
export function rulesOf(stack: Stack, direction: 'Ingress' | 'Egress'): Array<[from: number, to: number]> {
  return resourcesOf(stack, `AWS::EC2::SecurityGroup${direction}`).map(({ Properties }) => {
    return [Properties.FromPort, Properties.ToPort];
  });
}

/** An ARN as templates have it: the partition is left to CloudFormation. */
export function arnOf(rest: string): object {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:${rest}`]] };
}

/** A stack that makes these alarms, as whoever observes does. */
export function watchIn(app: App, definitions: AlarmDefinition[], stack = workloadStack(app, 'Watch')): Stack {
  definitions.forEach((definition) => new Alarm(stack, definition.id, definition));
  return stack;
}

/** What stands in the way of replacing something: exports of one stack, and imports of them in another. */
export function exportsIn(app: App): string[] {
  return app.synth().stacksRecursively.flatMap(({ stackName, template }) => {
    const exported = Object.values<any>(template.Outputs ?? {}).filter((output) => output.Export);
    return exported.map((output) => `${stackName}: ${JSON.stringify(output.Value)}`);
  });
}

/** What one stack reads of another and does not find there: a deployment would fail on it. */
export function danglingIn(app: App): string[] {
  const stacks = app.synth().stacksRecursively;
  const offered = stacks.flatMap(({ stackName, template }) => {
    return Object.keys(template.Outputs ?? {}).map((output) => `${stackName}.${output}`);
  });
  const read = stacks.flatMap(({ template }) => {
    const found = JSON.stringify(template).matchAll(/"Fn::GetStackOutput":(\{[^}]*\})/g);
    return [...found].map(([, reference]) => JSON.parse(reference));
  });
  return read.map(({ StackName, OutputName }) => `${StackName}.${OutputName}`).filter((it) => !offered.includes(it));
}

/** The logical ids of what is another in the second template, or in one of them alone. */
export function changesBetween(one: Stack, other: Stack): string[] {
  const [before, after] = [templateOf(one).Resources, templateOf(other).Resources];
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return ids.filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]));
}

/** A rule of one property: what it refuses, and what it takes. */
export interface Rule<Props> {
  readonly prop: string;
  /** What the tests are called where it is not the property. */
  readonly title?: string;
  readonly code: string;
  readonly refused: unknown[];
  readonly taken?: unknown[];
  /** The properties that have a value, `prop` alone by default. */
  readonly props?: (value: any) => Props;
  /** The value as the error shows it, itself by default. */
  readonly shown?: (value: any) => unknown;
}

type Check<Props> = (props: Props) => Array<Problem | undefined>;

/** The problems of properties that a check judges: no construct is made for it. */
export function saidBy<Props>(check: Check<Props>, props: Props): Said[] {
  return saidOf(check(props));
}

/** A test for each value: what is refused is one problem, and what is taken is none. */
export function testRules<Props>(check: Check<Props>, rules: Array<Rule<Props>>): void {
  for (const { prop, title = `\`${prop}\``, code, refused, taken = [], ...rule } of rules) {
    const { props = (value) => ({ [prop]: value }) as Props, shown = (value) => value } = rule;
    const cases: Array<{ name: string; value: unknown; said: Said[] }> = [
      ...refused.map((value) => ({ name: 'refuses', value, said: [[code, prop, shown(value)] as Said] })),
      ...taken.map((value) => ({ name: 'takes', value, said: [] })),
    ];
    test.each(cases)(`${title} $name $value`, ({ value, said }) => {
      expect(saidBy(check, props(value))).toEqual(said);
    });
  }
}
