// The launcher's own tests, with the Python of the sandbox. Arguments go to unittest.
import { join } from 'node:path';
import { withProcesses } from './kernel/process/with-processes.mjs';
import { places } from './kernel/places.mjs';
import { pythonOfSandbox } from './kernel/aws/python.mjs';

const asked = process.argv.slice(2);
await withProcesses(async (processes) => {
  const python = await pythonOfSandbox(processes);
  const all = ['discover', '-s', 'emulator/tests', '-t', '.'];
  const args = ['-m', 'unittest', ...(asked.length > 0 ? asked : all)];
  await processes.run('The tests of the launcher', python, args, {
    cwd: places.sandbox,
    seconds: 300,
    onLine: (line) => console.log(line),
  });
});
