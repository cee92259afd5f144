import { AspectPriority, Aspects, IAspect, Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { acknowledge } from './acknowledge';

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
  const resources = allowed.flatMap(({ Resource }) => Resource).map(spelled);
  return [...new Set(resources)].filter((resource) => resource.includes('*')).sort();
}

/** As nag spells a value in the name of a finding. */
function spelled(value: any): string {
  if (typeof value === 'string') {
    return value;
  }
  const [[name, argument]] = Object.entries<any>(value);
  switch (name) {
    case 'Fn::Join':
      return argument[1].map(spelled).join(argument[0]);
    case 'Fn::GetAtt':
      return `<${argument.join('.')}>`;
    case 'Ref':
      return `<${argument}>`;
    default:
      return JSON.stringify(value);
  }
}
