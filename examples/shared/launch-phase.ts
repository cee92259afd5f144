import { Node } from 'constructs';
import { LaunchPhase } from 'rl-bank-constructs/service';

const PHASES = new Map([
  ['not-ready', LaunchPhase.NOT_READY],
  ['first-start', LaunchPhase.FIRST_START],
  ['running', LaunchPhase.RUNNING],
]);

/**
 * The launch phase of `-c launchPhase=running`, or of cdk.json: no task starts before its image and its values exist. One place of
 * several, such as a region, can have a phase of its own: `-c frankfurt:launchPhase=running`.
 */
export function launchPhaseOf(node: Node, place?: string): LaunchPhase {
  const own = place === undefined ? undefined : node.tryGetContext(`${place}:launchPhase`);
  const name = own ?? node.tryGetContext('launchPhase') ?? 'not-ready';
  const phase = PHASES.get(name);
  if (phase === undefined) {
    throw new Error(`'launchPhase' is ${JSON.stringify(name)}, but must be one of: ${[...PHASES.keys()].join(', ')}.`);
  }
  return phase;
}
