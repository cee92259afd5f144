import { IPolicyValidationPlugin, PolicyViolation, Stage, Validations } from 'aws-cdk-lib';
import { CloudAssembly, FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT } from 'aws-cdk-lib/cx-api';
import { IConstruct } from 'constructs';

interface Finding {
  readonly plugin: IPolicyValidationPlugin;
  readonly violation: PolicyViolation;
}

/**
 * Runs the validation plugins of the app on a plan. The CDK runs them on the assembly that is deployed, without the plan.
 *
 * A rule that is acknowledged for one construct counts as acknowledged for all: only the CDK, with the gate open, knows more.
 */
export function validatePlan(gate: IConstruct, plan: CloudAssembly): void {
  const stages = gate.node.scopes.filter(Stage.isStage);
  const plugins = new Set(stages.flatMap(pluginsOf));
  const acknowledged = acknowledgedRules(gate.node.root);
  const failures = [...plugins].flatMap((plugin) => {
    const { success, violations } = plugin.validate(contextOf(gate, plan));
    const found = violations.map((violation) => ({ plugin, violation }));
    const open = found.filter((it) => isFinal(it) || !acknowledged.has(ruleOf(it)));
    const hasFailed = !success && (open.length > 0 || violations.length === 0);
    open.forEach((it) => process.stderr.write(`${gate.node.path}: ${formatted(it)}\n`));
    return hasFailed ? [plugin.name, ...open.map(formatted)] : [];
  });
  const isFatal = gate.node.tryGetContext(FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT) ?? true;
  if (failures.length > 0 && isFatal) {
    throw new Error(`The plan of ${gate.node.path} is refused by ${failures.join('\n- ')}`);
  }
}

/** The public getter is deprecated in newer versions, and the replacement that its warning names does not exist yet. */
function pluginsOf(stage: Stage): IPolicyValidationPlugin[] {
  return stage._validationPlugins;
}

/** Context of plugins, as the CDK builds it. Versions before 2.258 only have the paths. */
function contextOf({ node }: IConstruct, { stacks }: CloudAssembly) {
  const stackTemplates = stacks.map(({ hierarchicalId, templateFullPath, environment }) => ({
    stackConstructPath: hierarchicalId,
    templatePath: templateFullPath,
    accountId: environment.account === 'unknown-account' ? undefined : environment.account,
    region: environment.region === 'unknown-region' ? undefined : environment.region,
  }));
  return { templatePaths: stacks.map((stack) => stack.templateFullPath), stackTemplates, appConstruct: node.root };
}

function acknowledgedRules(root: IConstruct): Set<string> {
  const entries = root.node.findAll().flatMap(({ node }) => node.metadata);
  const acknowledgements = entries.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
  return new Set(acknowledgements.flatMap(({ data }) => Object.keys(data)));
}

function isFinal({ violation }: Finding): boolean {
  return violation.severity === 'fatal';
}

function ruleOf({ plugin, violation }: Finding): string {
  return `${dashed(plugin.name)}::${dashed(violation.ruleName)}`;
}

function dashed(name: string): string {
  return name.replaceAll(' ', '-');
}

function formatted({ plugin, violation }: Finding): string {
  const resources = violation.violatingResources.map((it) => it.constructPath ?? it.resourceLogicalId).join(', ');
  return `${plugin.name}: ${violation.ruleName}: ${violation.description}${resources ? ` (${resources})` : ''}`;
}
