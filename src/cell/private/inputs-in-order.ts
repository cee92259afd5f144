import { PendingInput } from '../../core';
import type { IImageRepository } from '../../service';

/** An image that gets its deployment tag by a release alone; undefined in a cell without it. */
export interface ReleasedImage {
  readonly image?: IImageRepository;
  readonly releaseCommand?: string;
}

/**
 * What a cell waits for, each once, in the order in which it can be provided: settings of the account, the rule by which images are
 * signed when they are pushed, images, and then the releases in their order, for a push under the next tag leaves the
 * deployment tag alone.
 */
export function inputsInOrder(inputs: PendingInput[], released: ReleasedImage[]): PendingInput[] {
  const once = [...new Map(inputs.map((it) => [`${it.key} ${it.target}`, it])).values()];
  const commands = new Map(released.map(({ image, releaseCommand }) => [image?.imageUri, releaseCommand]));
  const provided = once.map((input) => {
    const command = commands.get(input.target);
    return command === undefined ? input : { ...input, owner: 'CI or an operator, by a release', command };
  });
  const rank = ({ key, target }: PendingInput) => {
    const ofImage = commands.has(target) ? 3 + [...commands.keys()].indexOf(target) : 2;
    return key === 'image' || key === 'telemetry.image' ? ofImage : Number(key === 'signing-rule');
  };
  return provided.sort((one, other) => rank(one) - rank(other));
}
