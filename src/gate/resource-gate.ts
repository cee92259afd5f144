import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Aspects, Stage } from 'aws-cdk-lib';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Construct, IConstruct } from 'constructs';
import { IPlanDescriber } from './plan-describer';
import { PlanDescription } from './plan-description';
import { emptyScopes, errorsIn, dependentsOutside, misplacedScopes } from './private/gate-problems';
import { registerGate } from './private/gate-registry';
import { checkSwitches } from './private/gate-switches';
import { stacksIn } from './private/gated-stacks';
import { planFolderOf, stageOfGate } from './private/plan-folder';
import { planOfStacks } from './private/plan-of-stacks';
import { planStack } from './private/plan-stack';
import { checkedPlan } from './private/plan-text';
import { validatePlan } from './private/plan-validation';
import { TerminationProtection } from './private/termination-protection';
import { problemIf, throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { instance, listOf, requireTypes } from '../core/private/checks/types';

/** Properties for defining a `ResourceGate`. */
export interface ResourceGateProps {
  /**
   * Whether the stacks behind the gate are deployed.
   *
   * If false, they are synthesized and checked into a plan, and no command creates, changes or deletes them.
   * @default false
   */
  readonly createResources?: boolean;

  /**
   * Whether the gate is switched off: it writes no plan, and stacks behind it are not deployed. `createResources` cannot
   * be true then. For an app that leaves a part out altogether: create its stacks only if `isEnabled`.
   * @default false
   */
  readonly disabled?: boolean;

  /**
   * Scopes behind the gate: stacks, or constructs with stacks below them. Stacks that are added below them later are
   * behind the gate too.
   * @default - the scope of the gate, with everything in it
   */
  readonly scopes?: IConstruct[];

  /**
   * Instruction to open the gate, as `cdk synth` prints it, such as 'set `create: true` in bank.yaml'.
   * @default - `createResources: true` at the gate
   */
  readonly openedBy?: string;
}

/**
 * Synthesizes stacks as a plan, without deploying them, until `createResources` is true.
 *
 * Closed, the gate moves the synthesized stacks into an assembly of their own, next to a plan for people and one for
 * programs. Their templates are those that the open gate deploys, byte by byte. Closing the gate again deletes nothing.
 * Stacks behind a gate, open or closed, have termination protection.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/deploy.html
 * @example
 * import { ResourceGate } from 'rl-bank-constructs/gate';
 *
 * declare const app: App;
 * const data = new Stack(app, 'Data');
 * new ResourceGate(app, 'Gate', {
 *   scopes: [data],
 *   createResources: app.node.tryGetContext('create') === 'true',
 *   openedBy: 'cdk deploy -c create=true',
 * });
 */
@propertyInjectable
export class ResourceGate extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.gate.ResourceGate';

  /** Whether the stacks are deployed. Add a Stage with nothing but these stacks to a pipeline only if it is true. */
  public readonly isOpen: boolean;

  /** Whether the gate is not `disabled`. Ask before you create the stacks. */
  public readonly isEnabled: boolean;

  /** Folder of the plan in the assembly of the gate's Stage, undefined without a plan. */
  public readonly planFolder?: string;

  private readonly scopes: IConstruct[];
  private readonly stage: Stage;
  private describer?: IPlanDescriber;
  private description?: PlanDescription;

  constructor(scope: Construct, id: string, props: ResourceGateProps = {}) {
    super(scope, id);
    requireTypes(this, props, { scopes: listOf(instance('a construct', 'node')) });
    checkSwitches(this, props);
    this.stage = stageOfGate(this);
    this.isOpen = props.createResources === true;
    this.isEnabled = props.disabled !== true;
    this.scopes = props.scopes ?? [scope];
    const folder = planFolderOf(this);
    this.planFolder = this.isEnabled && !this.isOpen ? folder : undefined;

    registerGate(this.node.path, this.stage, {
      isOpen: this.isOpen,
      folder,
      isPlanned: this.planFolder !== undefined,
      stacks: () => stacksIn(this.scopes),
      completePlan: (assembly) => this.write(assembly),
    });
    this.scopes.forEach((construct) => Aspects.of(construct).add(new TerminationProtection()));
    this.node.addValidation({ validate: () => this.problems() });
    if (!this.isOpen) {
      const openedBy = props.openedBy ?? '`createResources: true` at the gate';
      const state = `${this.node.path} is ${this.isEnabled ? 'closed' : 'disabled'}`;
      const description = `${state}: this stack has no resources and is never deployed`;
      planStack({ gate: this, description, notice: this.notice(openedBy), text: () => this.plan.text });
    }
  }

  /**
   * Adds a describer, which extends or replaces the plan. There can be one.
   * @param describer called during synthesis, if the gate is closed
   */
  public addPlanDescriber(describer: IPlanDescriber): IPlanDescriber {
    requireArgument(this, 'describer', describer, instance('an IPlanDescriber', 'describePlan'));
    throwOnProblems(
      this,
      problemIf(this.describer !== undefined, {
        code: 'resource-gate/described-twice',
        prop: 'describer',
        value: 'a second one',
        allowed: 'must be the only one, because it returns the whole plan',
        fix: 'call addPlanDescriber() once, with a describer that calls the others',
      }),
    );
    this.describer = describer;
    return describer;
  }

  private problems(): string[] {
    this.description = undefined; // a new synthesis, maybe of another tree
    return [
      ...misplacedScopes(this.stage, this.scopes),
      ...(this.isEnabled ? emptyScopes(this.scopes) : []),
      ...(this.isOpen ? [] : dependentsOutside(this.stage, this.scopes)),
      ...(this.planFolder ? errorsIn(this.scopes) : []),
    ];
  }

  private get plan(): PlanDescription {
    if (!this.isEnabled) {
      return { text: `${this.node.path} is disabled: nothing is planned, and nothing is created.`, json: '{}' };
    }
    this.description ??= this.described();
    return this.description;
  }

  private described(): PlanDescription {
    const stacks = planOfStacks(this, stacksIn(this.scopes));
    return checkedPlan(this, this.describer?.describePlan(stacks) ?? stacks);
  }

  private write(assembly: CloudAssembly): void {
    const { text, json, files = {} } = this.plan;
    writeFileSync(join(assembly.directory, 'plan.txt'), `${text.trimEnd()}\n`);
    writeFileSync(join(assembly.directory, 'plan.json'), json);
    Object.entries(files).forEach(([name, content]) => writeFileSync(join(assembly.directory, name), content));
    validatePlan(this, assembly);
  }

  private notice(openedBy: string): string {
    const { path } = this.node;
    if (!this.planFolder) {
      return `${path} is disabled: nothing behind it is planned, and no command creates, changes or deletes it.`;
    }
    const folder = join(relative(process.cwd(), this.stage.outdir), this.planFolder);
    return [
      `${path} is closed: no command creates, changes or deletes what is behind it.`,
      `The plan: ${join(folder, 'plan.txt')}, for programs ${join(folder, 'plan.json')}`,
      `Its templates: cdk -a ${folder} list | synth | diff`,
      `To open it: ${openedBy}`,
    ].join('\n');
  }
}
