import { CfnElement, CfnOutput, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Properties that hold the name of a resource. */
const NAMES = ['RoleName', 'BucketName', 'TopicName', 'RepositoryName', 'LogGroupName', 'Name', 'AlarmName'];

/** The resources of a type below a construct, in the order of the tree. */
export function resourcesBelow(scope: Construct, type: string): CfnResource[] {
  return scope.node
    .findAll()
    .filter(CfnResource.isCfnResource)
    .filter((it) => it.cfnResourceType === type);
}

/** The properties of a resource as the template has them. */
export function propertiesOf(resource: CfnResource): any {
  const { Resources } = Stack.of(resource).resolve((resource as any)._toCloudFormation());
  const [written] = Object.values<any>(Resources);
  return written.Properties ?? {};
}

/** The name that it has or will have; where CloudFormation makes it up, where it stands in the app. */
export function nameOf(resource: CfnResource): string {
  const properties = propertiesOf(resource);
  // The name of a zone is a domain; its id is what policies are about, and CloudFormation makes it up.
  const isZone = resource.cfnResourceType === 'AWS::Route53::HostedZone';
  const name = isZone
    ? undefined
    : NAMES.map((property) => properties[property]).find((value) => typeof value === 'string');
  return name ?? `<${resource.node.scope!.node.path}>`;
}

/** A value of a template as a person reads it: what only CloudFormation knows stands as `<where it comes from>`. */
export function plain(stack: Stack, value: any): string {
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map((it) => plain(stack, it)).join(', ');
  }
  const [[name, argument]] = Object.entries<any>(value);
  switch (name) {
    case 'Fn::Join':
      return argument[1].map((it: any) => plain(stack, it)).join(argument[0]);
    case 'Fn::GetAtt':
      return attributeOf(stack, argument[0], argument[1]);
    case 'Fn::GetStackOutput':
      return outputOf(stack, argument.StackName, argument.OutputName);
    case 'Ref':
      return pseudo(stack, argument) ?? attributeOf(stack, argument);
    default:
      return JSON.stringify(value);
  }
}

function pseudo(stack: Stack, name: string): string | undefined {
  const known: Record<string, string> = {
    'AWS::Partition': 'aws',
    'AWS::AccountId': stack.account,
    'AWS::Region': stack.region,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return known[name];
}

/** Ids and ARNs are told by the name of what they are of, other attributes by that and their own. */
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
  return output ? plain(producer!, producer!.resolve(output.value)) : `<${stackName}.${outputName}>`;
}

function isCalled(stack: Stack, element: CfnElement, logicalId: string): boolean {
  return Stack.of(element) === stack && stack.resolve(element.logicalId) === logicalId;
}
