import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IServiceBinding } from '../../src/core';

/** Something that a service uses, of which a test says what matters to it. */
export function bindingWith(parts: Partial<IServiceBinding>): IServiceBinding {
  return {
    variables: {},
    parameters: {},
    secrets: {},
    pendingInputs: [],
    fingerprint: '',
    allowAccessFrom: (client: IConnectable) => void client,
    grantUse: (grantee: IGrantable) => Grant.drop(grantee, 'a test'),
    ...parts,
  };
}
