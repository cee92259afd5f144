import { instance } from './types';

// What props of the constructs take from the CDK, by a member that every implementation has.

export const BUCKET = instance('an IBucket', 'bucketName');
export const CERTIFICATE = instance('an ICertificate', 'certificateArn');
export const CONNECTABLE = instance('an IConnectable', 'connections');
export const DURATION = instance('a Duration', 'toDays');
export const GRANTABLE = instance('an IGrantable', 'grantPrincipal');
export const HOSTED_ZONE = instance('an IHostedZone', 'hostedZoneId');
export const KEY = instance('an IKey, such as `Key.fromKeyArn(…)`', 'keyArn');
export const SECRET = instance('an ISecret, such as `Secret.fromSecretCompleteArn(…)`', 'secretArn');
export const SECURITY_GROUP = instance('an ISecurityGroup', 'securityGroupId');
export const SIZE = instance('a Size', 'toGibibytes');
export const STACK = instance('a Stack', 'stackName');
export const VPC = instance('an IVpc, such as `network.vpc`', 'selectSubnets');
