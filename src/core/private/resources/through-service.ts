import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { crossStackValue } from '../stacks/cross-stack-value';

/** A key that a role uses through one service of AWS, by a name for other stacks. */
export interface KeyOfService {
  /** Service, as its endpoint begins: `sqs`. */
  readonly service: string;
  readonly keyName: string;
  readonly key: IKey;
}

/** A permission on a key, used through one service of AWS alone. */
export function throughService(
  scope: Construct,
  { service, keyName, key }: KeyOfService,
  actions: string[],
): PolicyStatement {
  const { region, urlSuffix } = Stack.of(scope);
  return new PolicyStatement({
    actions,
    resources: [crossStackValue(key, { name: keyName, value: key.keyArn })],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.${urlSuffix}` } },
  });
}
