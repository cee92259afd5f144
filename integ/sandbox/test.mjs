// The launcher's own tests, with the Python of the sandbox. Arguments go to unittest.
import { join } from 'node:path';
import { alone } from './parts/alone.mjs';
import { places } from './parts/places.mjs';
import { pythonOfSandbox } from './parts/python.mjs';

const asked = process.argv.slice(2);
await alone(async (processes) => {
  const python = await pythonOfSandbox(processes);
  const all = ['discover', '-s', 'emulator/tests', '-t', '.'];
  const args = ['-m', 'unittest', ...(asked.length > 0 ? asked : all)];
  await processes.run('The tests of the launcher', python, args, {
    cwd: join(places.root, 'integ'),
    seconds: 300,
    onLine: (line) => console.log(line),
  });
});
