import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Acknowledges a finding of cdk-nag's AwsSolutions pack, with a reason for reviewers.
 *
 * As a plugin of the CDK, nag looks for the prefixed id; called directly, for the bare one.
 */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  const id = `AwsSolutions-${rule}`;
  if (id.includes('::')) {
    // Some ids of nag contain the finding, such as `IAM5[Resource::*]`, and the CDK refuses ids with two colons. Nag reads
    // them from the CDK's metadata, as a plugin and called directly.
    construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [id]: reason });
  } else {
    Validations.of(construct).acknowledge({ id, reason }, { id: `AwsSolutions::${id}`, reason });
  }
}
