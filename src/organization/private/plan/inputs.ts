import { Stack } from 'aws-cdk-lib';
import { accountLabel, Landscape, orNothing } from './landscape';
import { PendingInput } from '../../../core';
import { PlanSection } from '../../../core/private/plan/plan-section';
import { readableText } from '../../../core/private/plan/template-reader';

/** When it is done, by what its owner says: the first pattern that fits. An account has to be there before something is delegated to it. */
const WHEN = [
  /\bbefore the first deployment$/,
  /\bafter the deployment that creates the (account|unit)$/,
  /\bbefore the first deployment\b/,
  /^(?!.*\ba day after\b)/,
  /./,
];

/**
 * What is done by hand, each command once, with its check, in the order of work; at one time in the order of the tree, which is that of
 * deployment.
 */
export function inputsSection(landscape: Landscape): PlanSection {
  const inputs = inputsOf(landscape);
  return {
    key: 'pendingInputs',
    title: 'What is done by hand, in this order: CloudFormation has no resource type for it',
    lines: orNothing(
      inputs.flatMap(({ target, owner, command, check }, index) => [
        `${`${index + 1}.`.padEnd(4)}${target}`,
        `    by ${owner}`,
        `    ${command}`,
        ...(check === undefined ? [] : [`    check: ${check}`]),
      ]),
    ),
    data: inputs,
  };
}

/** Pending inputs, each once: a construct lists those of its parts, too. */
export function inputsOf(landscape: Landscape): PendingInput[] {
  const all = landscape.withInputs.flatMap((construct) => {
    const stack = Stack.of(construct);
    const text = (value: string) => readableText(stack, stack.resolve(value));
    return construct.pendingInputs.map(({ key, target, owner, command, check }) => ({
      ...{ key, target: named(landscape, text(target)), owner: named(landscape, text(owner)), command: text(command) },
      ...(check !== undefined && { check: text(check) }),
    }));
  });
  const byCommand = new Map<string, PendingInput>();
  all.forEach((input) => byCommand.has(input.command) || byCommand.set(input.command, input));
  const inputs = [...byCommand.values()];
  return [...WHEN.keys()].flatMap((time) => inputs.filter(({ owner }) => timeOf(owner) === time));
}

/** A text with the names of its accounts. Commands keep ids alone, since the AWS CLI takes no names. */
function named(landscape: Landscape, text: string): string {
  return text.replace(/\baccount (\d{12})\b/g, (_, id: string) => `account ${accountLabel(landscape, id)}`);
}

function timeOf(owner: string): number {
  return WHEN.findIndex((pattern) => pattern.test(owner));
}
