import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { acknowledge } from '../../../core/private/resources/acknowledge';

/** What the role of a function follows from. */
export interface FunctionRoleProps {
  /** ARN of the function, from its name. */
  readonly functionArn: string;
  readonly logGroup: ILogGroup;
  readonly secrets: ISecret[];
  readonly parameters: IStringParameter[];
  readonly isInVpc: boolean;
  readonly isTraced: boolean;
}

/** Actions by which Lambda manages the network interfaces of a function. EC2 wants them on all resources. */
const INTERFACES = [
  ...['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces'],
  ...['ec2:DescribeSubnets', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'],
];

const TRACES = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/**
 * Creates the execution role. Its statements are its own: the managed policies that the CDK would attach let a function write
 * to every log group of the account, and delete every network interface.
 */
export function functionRole(scope: Construct, props: FunctionRoleProps): Role {
  const role = new Role(scope, 'Role', {
    description: 'What the function itself may do',
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { Run: new PolicyDocument({ statements: statements(scope, props) }) },
  });
  if (props.isInVpc || props.isTraced) {
    const reason =
      'EC2 and X-Ray know no resource for these actions; the code of the function is denied those on network interfaces.';
    acknowledge(role, 'IAM5[Resource::*]', reason);
  }
  return role;
}

function statements(scope: Construct, props: FunctionRoleProps): PolicyStatement[] {
  const { logGroup, secrets, parameters, isInVpc, isTraced } = props;
  const rows: Array<[actions: string[], resources: string[]]> = [
    [['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]],
    [
      ['secretsmanager:GetSecretValue'],
      secrets.map(({ secretFullArn, secretArn }) => secretFullArn ?? `${secretArn}-??????`),
    ],
    [['ssm:GetParameter', 'ssm:GetParameters'], parameters.map(({ parameterArn }) => parameterArn)],
    [TRACES, isTraced ? ['*'] : []],
    [INTERFACES, isInVpc ? ['*'] : []],
  ];
  return [
    ...rows
      .filter(([, resources]) => resources.length > 0)
      .map(([actions, resources]) => new PolicyStatement({ actions, resources })),
    ...decryption(scope, secrets),
    ...(isInVpc ? [notFromCode(props.functionArn)] : []),
  ];
}

/** Customer managed keys, used by Secrets Manager alone. Parameters of this library are of type String, without a key. */
function decryption(scope: Construct, secrets: ISecret[]): PolicyStatement[] {
  const resources = [...new Set(secrets.flatMap(({ encryptionKey }) => encryptionKey?.keyArn ?? []))];
  const { region, urlSuffix } = Stack.of(scope);
  const conditions = { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.${urlSuffix}` } };
  return resources.length > 0 ? [new PolicyStatement({ actions: ['kms:Decrypt'], resources, conditions })] : [];
}

/**
 * Lambda calls EC2 with the role before the code runs; the code itself has no need to.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice
 */
function notFromCode(functionArn: string): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.DENY,
    actions: INTERFACES,
    resources: ['*'],
    conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
  });
}
