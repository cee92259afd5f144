import { Node } from 'constructs';
import { LaunchPhase } from 'rl-bank-constructs/service';

const PHASES: Record<string, LaunchPhase> = {
  'not-ready': LaunchPhase.NOT_READY,
  'first-start': LaunchPhase.FIRST_START,
  running: LaunchPhase.RUNNING,
};

/** The launch phase of `-c launchPhase=running`: no task starts before its image and its values exist. */
export function launchPhaseOf(node: Node): LaunchPhase {
  return PHASES[node.tryGetContext('launchPhase') ?? 'not-ready'];
}
