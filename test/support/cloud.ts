import { App, AppProps, Environment, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { HostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

export const ACCOUNT = '111111111111';
export const WORKLOAD: Environment = { account: ACCOUNT, region: 'ap-southeast-1' };
export const EDGE: Environment = { account: ACCOUNT, region: 'us-east-1' };

export function newApp(props: AppProps = {}): App {
  return new App({ analyticsReporting: false, treeMetadata: false, ...props }); // its tree is a quarter of a synthesis
}

/** A stack in the region where the bank works. */
export function workloadStack(scope: Construct = newApp(), id = 'Web'): Stack {
  return new Stack(scope, id, { env: WORKLOAD });
}

export function zoneOf(scope: Construct, zoneName = 'bank.example', id = 'ImportedZone'): IHostedZone {
  return HostedZone.fromHostedZoneAttributes(scope, id, { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName });
}

/** The smallest distribution that uses a certificate. */
export function distributionWith(certificate: ICertificate, name: string, scope: Construct, id = 'Distribution') {
  return new Distribution(scope, id, {
    defaultBehavior: { origin: new HttpOrigin('origin.bank.example') },
    certificate,
    domainNames: [name],
  });
}

/** The template, its references included; the CDK checks the whole app on the way. */
export function templateOf(stack: Stack) {
  return Template.fromStack(stack).toJSON();
}

type Resource = { Type: string; Properties: any; [attribute: string]: any };

/** The resources of one type, in the order of the template. */
export function resourcesOf(stack: Stack, type: string): Resource[] {
  const resources = Object.values(templateOf(stack).Resources ?? {}) as Resource[];
  return resources.filter((resource) => resource.Type === type);
}

/** Whether anything in the app runs code of ours, or of CDK's, in the account. */
export function lambdasIn(app: App): string[] {
  const types = app.synth().stacksRecursively.flatMap((stack) => {
    return Object.values(stack.template.Resources ?? {}).map((resource: any) => resource.Type as string);
  });
  return types.filter(
    (type) => type === 'AWS::Lambda::Function' || /^(Custom::|AWS::CloudFormation::Custom)/.test(type),
  );
}
