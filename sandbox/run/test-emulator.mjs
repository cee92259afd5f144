// Runs the tests of the emulator with the Python of the sandbox. Arguments go to unittest.
import { pythonOfSandbox } from './kernel/aws/python.mjs';
import { places } from './kernel/places.mjs';
import { withProcesses } from './kernel/process/with-processes.mjs';

const tests = process.argv.slice(2);
await withProcesses(async (processes) => {
  const python = await pythonOfSandbox(processes);
  const all = ['discover', '-s', 'emulator/tests', '-t', '.'];
  await processes.run('The tests of the emulator', python, ['-m', 'unittest', ...(tests.length > 0 ? tests : all)], {
    cwd: places.sandbox,
    seconds: 600,
    onLine: (line) => console.log(line),
  });
});
