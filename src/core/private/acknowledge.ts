import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Answers a finding of cdk-nag's AwsSolutions pack in advance, with a reason that a reviewer can weigh.
 *
 * As a plugin of the CDK, nag looks for the prefixed id; called by hand, for the bare one.
 */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  const id = `AwsSolutions-${rule}`;
  Validations.of(construct).acknowledge({ id, reason }, { id: `AwsSolutions::${id}`, reason });
}
