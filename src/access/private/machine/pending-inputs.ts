import { Stack } from 'aws-cdk-lib';
import type { PendingInput } from '../../../core';
import type { MachineApiProps } from '../../machine-api';

/** What has to exist before the deployment: API Gateway refuses the stage, or the host with mutual TLS, without it. */
export function pendingInputsOf(stack: Stack, { accountLogging, mutualTls }: MachineApiProps): PendingInput[] {
  return [
    ...(accountLogging ? [] : [accountRole(stack)]),
    ...(mutualTls && mutualTls.truststoreVersion === undefined
      ? [truststore(`s3://${mutualTls.truststoreBucket.bucketName}/${mutualTls.truststoreKey}`)]
      : []),
  ];
}

function accountRole({ account, region }: Stack): PendingInput {
  return {
    key: 'cloudwatchRoleArn',
    target: `API Gateway in account ${account}, region ${region}`,
    owner: 'An operator, or one stack with `accountLogging: true`, once in an account and region',
    command: `aws apigateway update-account --region ${region} --patch-operations op=replace,path=/cloudwatchRoleArn,value=ROLE_ARN`,
  };
}

function truststore(target: string): PendingInput {
  return {
    key: 'truststore',
    target,
    owner: 'An operator, before the first deployment and with each new authority',
    command: `aws s3 cp truststore.pem ${target}`,
  };
}
