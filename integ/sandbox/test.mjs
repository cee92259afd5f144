// The launcher's own tests, with the Python of the sandbox. Arguments go to unittest.
import { join } from 'node:path';
import { places } from './parts/places.mjs';
import { Processes } from './parts/processes.mjs';
import { pythonOfSandbox } from './parts/python.mjs';
import { Refusal } from './parts/refusal.mjs';

const processes = new Processes();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void processes.stop());
const asked = process.argv.slice(2);
try {
  const python = await pythonOfSandbox(processes);
  const all = ['discover', '-s', 'emulator/tests', '-t', '.'];
  const args = ['-m', 'unittest', ...(asked.length > 0 ? asked : all)];
  await processes.run('The tests of the launcher', python, args, {
    cwd: join(places.root, 'integ'),
    seconds: 300,
    onLine: (line) => console.log(line),
  });
} catch (error) {
  await processes.stop();
  console.error(error instanceof Refusal ? error.message.split('\n')[0] : error);
  process.exitCode = 1;
}
