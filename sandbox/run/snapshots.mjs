// Compares the committed snapshots of the cases with their templates, by integ-runner; --record writes them. Needs no AWS.
import { mkdirSync } from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import { casesNamed, runnerArgs, runnerEnv, sandboxPlace } from './integ-cases.mjs';
import { awsEnvironment } from './kernel/aws/emulator.mjs';
import { limits } from './kernel/limits.mjs';
import { places } from './kernel/places.mjs';
import { withProcesses } from './kernel/process/with-processes.mjs';
import { Refusal } from './kernel/refusal.mjs';

const RECORD = ['--update-on-failed', '--dry-run', '--disable-update-workflow', '--parallel-regions'];

const succeeded = await withProcesses(async (processes) => {
  const [mode, ...names] = process.argv.slice(2);
  const records = mode === '--record';
  const cases = casesNamed(records ? names : []);
  const workers = ['--max-workers', `${Math.min(4, availableParallelism())}`];
  const force = names.length > 0 ? ['--force'] : []; // a named case is recorded also when no stack of it changed
  const more = records ? [...force, ...RECORD, sandboxPlace.region] : [];
  mkdirSync(places.kept, { recursive: true });
  const output = await processes.run('The snapshot check', process.execPath, runnerArgs(cases, [...workers, ...more]), {
    cwd: places.root,
    seconds: limits.snapshots,
    env: { ...awsEnvironment('http://127.0.0.1:9', sandboxPlace), ...runnerEnv, HOME: homedir(), TMPDIR: tmpdir() },
    onLine: (line) => console.log(line),
  });
  // integ-runner succeeds without a test, too.
  const checked = [...output.matchAll(/^Tests: +(\d+) passed, (\d+) total$/gm)].at(-1)?.slice(1).map(Number);
  if (!records && checked?.[0] !== cases.length) {
    throw new Refusal(`integ-runner checked ${checked?.[0] ?? 0} of ${cases.length} snapshots.`);
  }
});
if (!succeeded) {
  console.error('If the change is intended, record it with `npx projen integ:snapshot`, and review the difference.');
}
