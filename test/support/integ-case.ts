import { ExpectedResult, IApiCall, IDeployAssert, IntegTest, IntegTestProps } from '@aws-cdk/integ-tests-alpha';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import {
  Distribution,
  DistributionProps,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { IRole } from 'aws-cdk-lib/aws-iam';
import * as recommended from 'aws-cdk-lib/recommended-feature-flags.json';
import { Construct } from 'constructs';
import * as sandbox from './integ-place.json';
import { BankDns, ImportedNetwork, NetworkEgress, HostedZoneSource } from 'rl-bank-constructs/network';
import { IImageRepository, ImageRepository } from 'rl-bank-constructs/service';

/** Where a case is deployed: the sandbox, unless `npm run integ -- --profile … -c key=value` says otherwise. */
export const place: typeof sandbox = { ...sandbox, ...JSON.parse(process.env.INTEG_CONTEXT ?? '{}') };

/** Partitions are no flag: integ-runner leaves them out of the recommended context, too. */
const { '@aws-cdk/core:target-partitions': _, ...flags } = recommended;

/**
 * An app that says nothing of the machine it runs on, and whose data may go with it. It sets the flags that integ-runner
 * would: templates are the same whatever synthesizes them.
 */
export function caseApp(): App {
  return new App({
    analyticsReporting: false,
    stackTraces: false,
    context: { ...flags, 'aws:cdk:disable-creation-stack-traces': true, 'rl-bank-constructs:destroyData': true },
  });
}

export function caseStack(scope: Construct, id: string, region = place.region): Stack {
  return new Stack(scope, id, { env: { account: place.account, region } });
}

/** The zone that stands there before. */
export function zoneIn(stack: Stack): BankDns {
  const zone = HostedZoneSource.fromHostedZoneId(place.hostedZoneId);
  return new BankDns(stack, 'Dns', { rootDomain: place.rootDomain, zone });
}

/** The network that stands there before. */
export function networkIn(stack: Stack): ImportedNetwork {
  return new ImportedNetwork(stack, 'Network', {
    vpcId: place.vpcId,
    publicSubnetIds: place.publicSubnetIds.split(','),
    privateSubnetIds: place.privateSubnetIds.split(','),
    egress: NetworkEgress.nat(),
  });
}

/** The repository that stands there before. */
export function imageIn(stack: Stack): IImageRepository {
  const registry = `${place.account}.dkr.ecr.${place.region}.amazonaws.com`;
  return ImageRepository.fromImageUri(stack, 'Image', `${registry}/${place.repository}:live`);
}

/** A distribution without an origin that anybody asks: a function at the edge answers with the name asked for. */
export function edgeIn(stack: Stack, props: Partial<DistributionProps> = {}): Distribution {
  const code = FunctionCode.fromInline(`function handler(event) {
  var host = event.request.headers.host.value;
  return { statusCode: 200, statusDescription: 'OK', body: { encoding: 'text', data: 'The bank at ' + host } };
}`);
  const answer = new EdgeFunction(stack, 'Answer', { code, runtime: FunctionRuntime.JS_2_0 });
  return new Distribution(stack, 'Edge', {
    ...props,
    defaultBehavior: {
      origin: new HttpOrigin(nameOf('origin')),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      functionAssociations: [{ function: answer, eventType: FunctionEventType.VIEWER_REQUEST }],
    },
  });
}

/** A name of the case's own in the zone. */
export function nameOf(label: string): string {
  return `integ-${label}.${place.rootDomain}`;
}

/**
 * What is asserted of every stack of the app, from a stack beside them. Before they are destroyed their buckets and
 * repositories are emptied, which AWS asks for.
 */
export function assertionsOn(app: App, name: string, props: Partial<IntegTestProps> = {}): IDeployAssert {
  const testCases = props.testCases ?? app.node.findAll().filter((construct) => Stack.isStack(construct));
  const preDestroy = testCases.map(
    ({ stackName, region }) => `node ../../sandbox/run/empty-stack.mjs ${stackName} ${region}`,
  );
  const assertionStack = caseStack(app, `${testCases[0].stackName}-asserts`);
  return new IntegTest(app, name, { ...props, testCases, assertionStack, hooks: { preDestroy } }).assertions;
}

/** A call as the policy simulator of IAM takes it, with the values that conditions compare. */
export function simulationOf(
  { roleArn }: IRole,
  action: string,
  resource: string,
  context: Record<string, string> = {},
) {
  const ContextEntries = Object.entries(context).map(([ContextKeyName, value]) => {
    return { ContextKeyName, ContextKeyValues: [value], ContextKeyType: 'string' };
  });
  return { PolicySourceArn: roleArn, ActionNames: [action], ResourceArns: [resource], ContextEntries };
}

/** What IAM decides of one call. */
export function decisionOf(action: string, EvalDecision: 'allowed' | 'implicitDeny'): ExpectedResult {
  return ExpectedResult.objectLike({ EvaluationResults: [{ EvalActionName: action, EvalDecision }] });
}

/** An answer is asserted as it comes, also one that leads elsewhere. */
export function withoutRedirects(call: IApiCall): IApiCall {
  const resource = call.node.defaultChild!.node.defaultChild as CfnResource;
  resource.addPropertyOverride('parameters.fetchOptions.redirect', 'manual');
  return call;
}
