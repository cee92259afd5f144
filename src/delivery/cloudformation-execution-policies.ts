import { join } from 'node:path';
import { Aspects, attachCustomSynthesis, Aws, BOOTSTRAP_QUALIFIER_CONTEXT, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct, IConstruct } from 'constructs';
import { ExecutionPolicies, executionPolicies, ExecutionScope } from './private/execution/execution-policies';
import {
  namePrefixProblem,
  policiesPerRoleProblem,
  quotaProblems,
  stackProblems,
  templateProblems,
} from './private/execution/execution-problems';
import { DEFAULT_QUALIFIER, writePolicyFiles } from './private/execution/policy-files';
import { RoleBoundary } from './private/execution/role-boundary';
import { Templates } from './private/execution/templates';
import { formatProblem, Problem, throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { NUMBER, typeProblems } from '../core/private/checks/types';

/** Properties for defining `CloudFormationExecutionPolicies`. */
export interface CloudFormationExecutionPoliciesProps {
  /**
   * Prefix that the names of all roles, users and managed policies in the stacks begin with. Names that CloudFormation
   * generates begin with the stack's.
   */
  readonly namePrefix: string;

  /**
   * Stacks to deploy, or constructs with stacks below them. A closed `ResourceGate` around them changes nothing.
   * @default - the scope of the construct, with everything in it
   */
  readonly scopes?: IConstruct[];

  /**
   * Qualifier of the CDK bootstrap.
   * @default - the context `@aws-cdk/core:bootstrapQualifier`, otherwise that of `cdk bootstrap`
   */
  readonly qualifier?: string;

  /**
   * Permissions by resource type: for a type that is not known, or beyond what CloudFormation's schema has for it. They are
   * in the policies if a template has the type.
   * @default - the permissions of CloudFormation's resource schemas
   */
  readonly additionalPermissions?: Record<string, PolicyStatement[]>;

  /**
   * Statements that the permissions boundary allows beside those of the roles in the templates, such as those of AWS's
   * managed policies that the roles have.
   * @default - the statements of the roles
   */
  readonly boundaryStatements?: PolicyStatement[];

  /**
   * Quota of managed policies of a role in the account, up to 25: `aws service-quotas request-service-quota-increase
   * --service-code iam --quota-code L-0DA4ABF3 --desired-value 20`. A product cell needs more than 10.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   * @default 10
   */
  readonly managedPoliciesPerRole?: number;
}

/**
 * CloudFormation execution policies for `cdk bootstrap`, and a permissions boundary, generated from synthesized templates.
 *
 * Synthesis writes them into the cloud assembly, as a template of managed policies that an administrator deploys, with the
 * line of `cdk bootstrap`. They allow what CloudFormation needs to create, read, update and delete the resources of the
 * templates, by their names. Each role in the stacks gets the boundary, without which it cannot be created.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html
 * @example
 * import { CloudFormationExecutionPolicies } from 'rl-bank-constructs/delivery';
 *
 * declare const app: App;
 * declare const bank: Stack;
 * new CloudFormationExecutionPolicies(app, 'ExecutionPolicies', { scopes: [bank], namePrefix: 'prd-rl-bank' });
 */
@propertyInjectable
export class CloudFormationExecutionPolicies extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.delivery.CloudFormationExecutionPolicies';

  /** Names of the policies without the number at their end, `-1` and so on. */
  public readonly policyName: string;

  /** Name of the permissions boundary. */
  public readonly boundaryName: string;

  /** Folder with the template and its description, in the cloud assembly. */
  public readonly outputFolder: string;

  private readonly policiesPerRole?: number;
  private readonly scopes: IConstruct[];
  private readonly scopeOfPolicies: ExecutionScope;
  private generated?: { templates: Templates; policies: ExecutionPolicies };

  constructor(scope: Construct, id: string, props: CloudFormationExecutionPoliciesProps) {
    super(scope, id);
    requireProps(this, props, { namePrefix: true });
    throwOnProblems(
      this,
      ...typeProblems(props, { managedPoliciesPerRole: NUMBER }),
      namePrefixProblem(props.namePrefix),
    );
    throwOnProblems(this, policiesPerRoleProblem(props.managedPoliciesPerRole));
    this.policiesPerRole = props.managedPoliciesPerRole;
    const { namePrefix, additionalPermissions = {}, boundaryStatements = [] } = props;
    const qualifier = props.qualifier ?? this.node.tryGetContext(BOOTSTRAP_QUALIFIER_CONTEXT) ?? DEFAULT_QUALIFIER;
    this.policyName = `cdk-${qualifier}-cfn-exec-${namePrefix}`;
    this.boundaryName = `${this.policyName}-boundary`;
    this.outputFolder = `execution-policies-${this.node.path.replace(/[^\w.-]+/g, '-')}`;
    this.scopes = props.scopes ?? [scope];
    this.scopeOfPolicies = {
      namePrefix,
      qualifier,
      policyName: this.policyName,
      additionalPermissions,
      boundaryStatements,
    };
    const boundary = new RoleBoundary(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:policy/${this.boundaryName}`);
    this.scopes.forEach((construct) => Aspects.of(construct).add(boundary));
    this.node.addValidation({ validate: () => this.generate().map(formatProblem) });
    attachCustomSynthesis(this, {
      onSynthesize: ({ outdir }) => {
        const { templates, policies } = this.generated!;
        writePolicyFiles(join(outdir, this.outputFolder), templates, this.scopeOfPolicies, policies);
      },
    });
  }

  /** Generates the policies; the problems are what keeps them from being right. */
  private generate(): Problem[] {
    const constructs = this.scopes.flatMap((construct) => construct.node.findAll());
    const stacks = [...new Set(constructs.filter(Stack.isStack))].filter((stack) => !isEmpty(stack));
    const early = known(stackProblems(stacks, this.scopeOfPolicies.qualifier));
    if (early.length > 0) return early;
    const templates = new Templates(stacks);
    const problems = known(templateProblems(templates, this.scopeOfPolicies));
    if (problems.length > 0) return problems;
    const policies = executionPolicies(templates, this.scopeOfPolicies);
    this.generated = { templates, policies };
    return known(quotaProblems(policies, this.policiesPerRole));
  }
}

/** The stack that a closed gate prints its plan in has no resources and no environment. */
function isEmpty(stack: Stack): boolean {
  return !stack.node.findAll().some((construct) => 'cfnResourceType' in construct && Stack.of(construct) === stack);
}

function known(problems: Array<Problem | undefined>): Problem[] {
  return problems.filter((problem) => problem !== undefined) as Problem[];
}
