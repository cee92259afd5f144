import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Aspects, Stage } from 'aws-cdk-lib';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Construct, IConstruct } from 'constructs';
import { IPlanDescriber } from './plan-describer';
import { PlanDescription } from './plan-description';
import { planFolderOf, stageOfGate } from './private/gate-place';
import { emptyScopes, errorsIn, escapesFrom, misplacedScopes } from './private/gate-problems';
import { registerGate } from './private/gate-registry';
import { checkSwitches } from './private/gate-switches';
import { stacksIn } from './private/gated-stacks';
import { planOfStacks } from './private/plan-of-stacks';
import { planStack } from './private/plan-stack';
import { checkedPlan } from './private/plan-text';
import { validatePlan } from './private/plan-validation';
import { TerminationProtection } from './private/termination-protection';
import { problemIf, throwOnProblems } from '../core/private/checks/problems';

/** What lies behind a gate, and whether it is open. */
export interface ResourceGateProps {
  /**
   * Opens the gate: what is behind it can be deployed.
   *
   * Until then there is a plan: everything is built and checked, and no command creates, changes or deletes any of it.
   * @default false
   */
  readonly createResources?: boolean;

  /**
   * Switches off what is behind the gate: there is not even a plan. Whoever makes the stacks asks `isEnabled` first;
   * those that are there all the same cannot be deployed.
   * @default false
   */
  readonly disabled?: boolean;

  /**
   * What lies behind the gate: stacks, or constructs with stacks in them. Stacks that a construct adds below them
   * later lie behind it too.
   * @default - everything in the scope of the gate
   */
  readonly scopes?: IConstruct[];

  /**
   * What somebody has to write, and where, to open the gate: `cdk synth` tells it.
   * @default - `createResources: true` at the gate
   */
  readonly openedBy?: string;
}

/**
 * Keeps stacks from being created, and shows them as a plan, until somebody says that they may be.
 *
 * Closed, the stacks are synthesized as ever and then taken out of what can be deployed, into an assembly of their own.
 * The plan's templates are those that the open gate deploys, byte by byte. Closing the gate again deletes nothing.
 * Stacks behind a gate, open or closed, are protected against termination.
 */
@propertyInjectable
export class ResourceGate extends Construct {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.gate.ResourceGate';

  /** Whether the stacks can be deployed. Ask before a pipeline deploys a Stage that holds nothing else. */
  public readonly isOpen: boolean;

  /** Whether there is anything behind the gate, be it a plan: whoever makes the stacks asks first. */
  public readonly isEnabled: boolean;

  /** The folder of the plan, in the assembly of the gate's Stage. `undefined` where there is no plan. */
  public readonly planFolder?: string;

  private readonly scopes: IConstruct[];
  private readonly stage: Stage;
  private describer?: IPlanDescriber;
  private description?: PlanDescription;

  constructor(scope: Construct, id: string, props: ResourceGateProps = {}) {
    super(scope, id);
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
      planned: (assembly) => this.write(assembly),
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
   * Lets somebody say more about the plan than which resources are in it.
   *
   * @param describer - asked while the app is synthesized, if the gate is closed
   */
  public addPlanDescriber(describer: IPlanDescriber): void {
    throwOnProblems(
      this,
      problemIf(this.describer !== undefined, {
        code: 'resource-gate/described-twice',
        prop: 'describer',
        value: 'a second one',
        allowed: 'one describer says how the whole plan reads',
        fix: 'call describe() once, with a describer that asks the others',
      }),
    );
    this.describer = describer;
  }

  private problems(): string[] {
    this.description = undefined; // synthesis begins, and the tree may be another than at the one before
    return [
      ...misplacedScopes(this.stage, this.scopes),
      ...(this.isEnabled ? emptyScopes(this.scopes) : []),
      ...(this.isOpen ? [] : escapesFrom(this.stage, this.scopes)),
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
    const { text, json } = this.plan;
    writeFileSync(join(assembly.directory, 'plan.txt'), `${text.trimEnd()}\n`);
    writeFileSync(join(assembly.directory, 'plan.json'), json);
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
