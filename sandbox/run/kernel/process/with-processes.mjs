import { Processes } from './processes.mjs';
import { Refusal } from '../refusal.mjs';

/**
 * Does a piece of work with processes and without a sandbox; whether it went well. What the processes said was shown while
 * they ran, so that of a refusal the first line is left to say.
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
