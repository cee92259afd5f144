import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { isNotReady } from './task-count';
import { PendingInput } from '../../../core';
import { namesIn } from '../../../core/private/bindings/binding-names';
import type { ServiceRolloutOptions } from '../../service-rollout-options';
import type { ServiceTaskOptions } from '../../service-task-options';
import { imageToPush } from '../image/image-to-push';

/** Image and values that must exist before a task can start, each with the command that provides it. */
export function pendingInputsFor({ image, ...options }: ServiceTaskOptions): PendingInput[] {
  return withoutTwins([imageToPush(image), ...valuesToWrite(options)]);
}

/**
 * Values that must exist before a task or a function can run. A setting whose place another variable takes is not waited for;
 * where both are one secret, the settings say how it gets its value.
 */
export function valuesToWrite({ settings, uses = [] }: Pick<ServiceTaskOptions, 'settings' | 'uses'>): PendingInput[] {
  const used = uses.flatMap(namesIn);
  const isOfBoth = (key: string) => {
    const secret = settings?.secrets[key];
    return secret !== undefined && uses.some(({ secrets }) => secrets[key]?.secret === secret);
  };
  return withoutTwins([
    ...(settings?.pendingInputs ?? []).filter(({ key }) => !used.includes(key) || isOfBoth(key)),
    ...uses.flatMap(({ pendingInputs }) => pendingInputs).filter(({ key }) => !isOfBoth(key)),
  ]);
}

/** A service that is used may wait for the same image, or the same settings. */
function withoutTwins(inputs: PendingInput[]): PendingInput[] {
  const isSame = (one: PendingInput, other: PendingInput) => one.key === other.key && one.target === other.target;
  return inputs.filter((input, index) => inputs.findIndex((other) => isSame(input, other)) === index);
}

/** Notes at synthesis that the service has 0 tasks, and which inputs it waits for. */
export function notePendingInputs(scope: IConstruct, options: ServiceRolloutOptions, inputs: PendingInput[]): void {
  if (isNotReady(options)) {
    const missing = inputs.map(({ target }) => target).join(', ');
    Annotations.of(scope).addInfo(`0 tasks until 'launchPhase' states that these are there: ${missing}`);
  }
}
