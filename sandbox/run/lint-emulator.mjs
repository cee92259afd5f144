// Checks the Python of the emulator: ruff for rules and format, mypy for types. `--fix` corrects what ruff can.
import { pythonForLint } from './kernel/aws/python.mjs';
import { limits } from './kernel/limits.mjs';
import { places } from './kernel/places.mjs';
import { withProcesses } from './kernel/process/with-processes.mjs';

const isFix = process.argv[2] === '--fix';

await withProcesses(async (processes) => {
  const python = await pythonForLint(processes);
  const checks = [
    ['ruff', 'check', ...(isFix ? ['--fix'] : []), 'emulator'],
    ['ruff', 'format', ...(isFix ? [] : ['--check']), '--quiet', 'emulator'],
    ['mypy', '--config-file', 'emulator/pyproject.toml', '--cache-dir', `${places.kept}/mypy`, '-p', 'emulator'],
  ];
  for (const check of checks) {
    await processes.run(check.slice(0, 2).join(' '), python, ['-m', ...check], {
      cwd: places.sandbox,
      seconds: limits.lint,
      env: { ...process.env, RUFF_NO_CACHE: 'true' },
      onLine: (line) => console.log(line),
    });
  }
});
