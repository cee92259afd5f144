import { CfnElement, CfnOutput, CfnResource, Stack, Stage, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { templateText } from '../template-text';

/** Properties with the physical name of a resource. */
const NAMES = [
  ...['RoleName', 'BucketName', 'TopicName', 'RepositoryName', 'LogGroupName', 'Name', 'AlarmName'],
  ...['DeliveryStreamName', 'DestinationName'],
];

/** The CloudFormation resources of a type below a construct, in tree order. */
export function resourcesBelow(scope: Construct, type: string): CfnResource[] {
  return scope.node
    .findAll()
    .filter(CfnResource.isCfnResource)
    .filter((it) => it.cfnResourceType === type);
}

/** The resolved properties of a resource, as in the template. */
export function propertiesOf(resource: CfnResource): any {
  const { Resources } = Stack.of(resource).resolve((resource as any)._toCloudFormation());
  const [written] = Object.values<any>(Resources);
  return written.Properties ?? {};
}

/** The physical name of a resource, or `<construct path>` where CloudFormation generates it. */
export function nameOf(resource: CfnResource): string {
  const properties = propertiesOf(resource);
  // Policies name a zone by its id, which CloudFormation generates; its Name property is the domain.
  const isZone = resource.cfnResourceType === 'AWS::Route53::HostedZone';
  const name = isZone
    ? undefined
    : NAMES.map((property) => properties[property]).find((value) => typeof value === 'string');
  return name ?? `<${resource.node.scope!.node.path}>`;
}

/** A value of a template for the reader of a plan: resources by their names, other references as `<source>`. */
export function readableText(stack: Stack, value: unknown): string {
  return templateText(value, (intrinsic, argument) => {
    switch (intrinsic) {
      case 'Fn::GetAtt':
        return attributeOf(stack, argument[0], argument[1]);
      case 'Fn::GetStackOutput':
        return outputOf(stack, argument.StackName, argument.OutputName);
      case 'Ref':
        return pseudo(stack, argument) ?? attributeOf(stack, argument);
      default:
        return undefined;
    }
  });
}

function pseudo(stack: Stack, name: string): string | undefined {
  const known: Record<string, string> = {
    'AWS::Partition': 'aws',
    'AWS::AccountId': stack.account,
    'AWS::Region': stack.region,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return Token.isUnresolved(known[name]) ? `<${name}>` : known[name]; // a template of many accounts, or of any
}

/** Ids and ARNs are written as the name of their resource, other attributes as that and their own name. */
function attributeOf(stack: Stack, logicalId: string, attribute = 'Id'): string {
  const resource = stack.node
    .findAll()
    .filter(CfnResource.isCfnResource)
    .find((it) => isCalled(stack, it, logicalId));
  const name = resource ? nameOf(resource) : `<${logicalId}>`;
  return /^(Id|Arn)$/.test(attribute) ? name : `${name}.${attribute}`;
}

function outputOf(stack: Stack, stackName: string, outputName: string): string {
  const producer = Stage.of(stack)!
    .node.findAll()
    .filter(Stack.isStack)
    .find((it) => it.stackName === stackName);
  const output = producer?.node.tryFindChild(outputName) as CfnOutput | undefined;
  return output ? readableText(producer!, producer!.resolve(output.value)) : `<${stackName}.${outputName}>`;
}

function isCalled(stack: Stack, element: CfnElement, logicalId: string): boolean {
  return Stack.of(element) === stack && stack.resolve(element.logicalId) === logicalId;
}
