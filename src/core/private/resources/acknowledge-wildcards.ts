import { AspectPriority, Aspects, IAspect, Stack } from 'aws-cdk-lib';
import { CfnPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { acknowledge } from './acknowledge';
import { templateText } from '../template-text';

/**
 * Answers nag's findings on resources with a wildcard in the policies below a construct, with one reason for all, where
 * the statements are the given ones. Nag has one finding for a resource in a policy, whatever the actions: it stays open
 * if another statement of the policy has the resource too.
 *
 * Nag names a finding by the resource as the template spells it, which is known when everything else is: so it is an
 * aspect, and the last one.
 */
export function acknowledgeWildcards(construct: IConstruct, statements: PolicyStatement[], reason: string): void {
  Aspects.of(construct).add(new WildcardsAnswered(statements, reason), { priority: AspectPriority.READONLY });
}

/** Resources with a wildcard that a policy allows something on, as cdk-nag spells them. */
export function wildcardResourcesIn(policy: CfnPolicy): string[] {
  const { Statement } = Stack.of(policy).resolve(policy.policyDocument);
  return [...new Set((Statement as any[]).flatMap(wildcardsOf).map(({ resource }) => resource))].sort();
}

class WildcardsAnswered implements IAspect {
  constructor(
    private readonly statements: PolicyStatement[],
    private readonly reason: string,
  ) {}

  public visit(node: IConstruct): void {
    if (CfnPolicy.isCfnPolicy(node)) {
      const { known, open } = this.wildcardsIn(node);
      const answered = [...known].filter((resource) => !open.has(resource)).sort();
      answered.forEach((resource) => acknowledge(node, `IAM5[Resource::${resource}]`, this.reason));
    }
  }

  /** Resources of the given statements, and those of others. */
  private wildcardsIn(policy: CfnPolicy): { known: Set<string>; open: Set<string> } {
    const resolved = (value: unknown) => Stack.of(policy).resolve(value);
    const given = new Set(this.statements.flatMap((it) => wildcardsOf(resolved(it.toStatementJson()))).map(keyOf));
    const all = (resolved(policy.policyDocument).Statement as any[]).flatMap(wildcardsOf);
    const [known, open] = [true, false].map((isGiven) => {
      return new Set(all.filter((it) => given.has(keyOf(it)) === isGiven).map(({ resource }) => resource));
    });
    return { known, open };
  }
}

interface Wildcard {
  readonly resource: string;
  readonly action: unknown;
  readonly condition: unknown;
}

/** Each action with each resource: the CDK can merge statements. */
function wildcardsOf({ Effect, Action, NotAction, Resource, Condition }: any): Wildcard[] {
  const actions = Action === undefined ? [{ NotAction }] : [Action].flat();
  const resources = [Resource].flat().map((it) => withoutVariables(templateText(it, referenceText)));
  return resources
    .filter((resource) => Effect === 'Allow' && resource.includes('*'))
    .flatMap((resource) => actions.map((action) => ({ resource, action, condition: Condition })));
}

function keyOf({ resource, action, condition }: Wildcard): string {
  return JSON.stringify([resource, action, condition]);
}

/** As cdk-nag writes a variable of a policy, such as `${aws:PrincipalTag/tenant}`. */
function withoutVariables(resource: string): string {
  return resource.replace(/\$\{([^}]*)\}/g, '<$1>');
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
