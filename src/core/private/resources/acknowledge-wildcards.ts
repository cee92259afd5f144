import { AspectPriority, Aspects, IAspect, Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { acknowledge } from './acknowledge';
import { templateText } from '../template-text';

/**
 * Answers nag's findings on resources with a wildcard in the policies below a construct, with one reason for all. Nag
 * names a finding by the resource as the template spells it, which is known when everything else is: so it is an
 * aspect, and the last one.
 */
export function acknowledgeWildcards(construct: IConstruct, reason: string): void {
  Aspects.of(construct).add(new WildcardsAnswered(reason), { priority: AspectPriority.READONLY });
}

class WildcardsAnswered implements IAspect {
  constructor(private readonly reason: string) {}

  public visit(node: IConstruct): void {
    if (CfnPolicy.isCfnPolicy(node)) {
      wildcardsIn(node).forEach((resource) => acknowledge(node, `IAM5[Resource::${resource}]`, this.reason));
    }
  }
}

function wildcardsIn(policy: CfnPolicy): string[] {
  const { Statement } = Stack.of(policy).resolve(policy.policyDocument) as { Statement: any[] };
  const allowed = Statement.filter(({ Effect }) => Effect === 'Allow');
  const resources = allowed.flatMap(({ Resource }) => Resource).map((it) => templateText(it, referenceText));
  return [...new Set(resources)].filter((resource) => resource.includes('*')).sort();
}

/** As cdk-nag writes a reference in the name of a finding. */
function referenceText(intrinsic: string, argument: any): string | undefined {
  switch (intrinsic) {
    case 'Fn::GetAtt':
      return `<${argument.join('.')}>`;
    case 'Ref':
      return `<${argument}>`;
    default:
      return undefined;
  }
}
