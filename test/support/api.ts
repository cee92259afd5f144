import { App, Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { resourcesOf, templateOf, workloadStack } from './cloud';
import { networkIn, scaffoldIn } from './scaffold';
import { AlarmDefinition } from '../../src/core';
import { BankDns, ImportedNetwork, ZoneSource } from '../../src/network';
import { ApiDomain, ApiReadiness, BankApiService, BankApiServiceProps, ContainerImageChannel } from '../../src/service';

export const IMAGE = '111111111111.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live';

/** What a test may leave out of the properties of an API. */
export type ApiProps = Partial<BankApiServiceProps>;

/** A name in a zone that exists. */
export function apiDomainIn(stack: Stack, name = 'api.bank.example'): ApiDomain {
  const zone = ZoneSource.existing('Z0123456789ABCDEFGHIJ');
  return ApiDomain.inZone(new BankDns(stack, 'Dns', { rootDomain: 'bank.example', zone }), name);
}

/** An API as the document has it, in the state that `props` say: it waits, unless they say more. */
export function apiIn(stack: Stack = workloadStack(), props: ApiProps = {}): BankApiService {
  const network = props.vpc ? undefined : networkIn(stack);
  return new BankApiService(stack, 'Api', {
    ...placeIn(network),
    domain: props.domain ?? apiDomainIn(stack),
    image: props.image ?? new ContainerImageChannel(stack, 'Image', { image: IMAGE }),
    settings: 'settings' in props ? props.settings : scaffoldIn(stack),
    serviceName: 'prd-rl-bank-api',
    ...props,
  } as BankApiServiceProps);
}

/** An API with its tasks. */
export function runningApi(props: ApiProps = {}, stack: Stack = workloadStack()): BankApiService {
  return apiIn(stack, { readiness: ApiReadiness.RUNNING, ...props });
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
