import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Answers a finding of cdk-nag's AwsSolutions pack in advance, with a reason that a reviewer can weigh.
 *
 * As a plugin of the CDK, nag looks for the prefixed id; called by hand, for the bare one.
 */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  const id = `AwsSolutions-${rule}`;
  if (id.includes('::')) {
    // Nag names what it found in some ids, such as `IAM5[Resource::*]`, and the CDK takes none with two colons. Where
    // the CDK keeps the others nag finds it all the same, by hand and as a plugin.
    construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [id]: reason });
  } else {
    Validations.of(construct).acknowledge({ id, reason }, { id: `AwsSolutions::${id}`, reason });
  }
}
