import { spawnSync } from 'node:child_process';

/** By how much a figure may grow before it is a finding: less is the machine. */
export const GROWTH = 1.2;

/** Runs a command and says what CPU it and all that it started took, by the shell's `times`. */
export function cpuOf(command, args) {
  const script = '"$@"; status=$?; times >&3; exit $status';
  const options = { stdio: ['ignore', 'inherit', 'inherit', 'pipe'], encoding: 'utf8' };
  const { status, output } = spawnSync('bash', ['-c', script, 'bash', command, ...args], options);
  return { status, cpu: secondsIn(output[3]) };
}

/** `times` prints minutes and seconds of the shell and then of its children, user and system each. */
export function secondsIn(times) {
  const all = [...times.matchAll(/(\d+)m([\d.]+)s/g)];
  return all.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

/** What there is to say of a figure beside the committed one. */
export function verdictOn(units, committed) {
  const isWithin = units <= committed * GROWTH;
  const figures = `${units.toFixed(0)} units of CPU, ${(units / committed).toFixed(2)} × the committed ${committed}`;
  const sentence = isWithin ? figures : `${figures}: make the tests cheaper, or record what they are worth`;
  return { isWithin, sentence: `npm test takes ${sentence}.` };
}
