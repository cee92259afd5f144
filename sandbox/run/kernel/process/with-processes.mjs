import { Refusal } from '../refusal.mjs';
import { Processes } from './processes.mjs';

/**
 * Runs work that starts processes and needs no sandbox; whether it succeeded. The output of the processes was printed
 * while they ran, so that of a refusal only the first line is left to print.
 */
export async function withProcesses(work) {
  const processes = new Processes();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void processes.stop());
  try {
    await work(processes);
    return true;
  } catch (error) {
    await processes.stop();
    console.error(error instanceof Refusal ? error.message.split('\n')[0] : error);
    process.exitCode = 1;
    return false;
  }
}
