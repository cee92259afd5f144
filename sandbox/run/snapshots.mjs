// The committed snapshots of the cases, by integ-runner: compared with what the cases are now, or with --record written anew.
// Neither asks anybody: AWS is nowhere.
import { mkdirSync } from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import { withProcesses } from './kernel/process/with-processes.mjs';
import { casesNamed, runnerArgs, runnerEnv, sandboxPlace } from './integ-cases.mjs';
import { awsIs } from './kernel/aws/emulator.mjs';
import { limits } from './kernel/limits.mjs';
import { places } from './kernel/places.mjs';
import { Refusal } from './kernel/refusal.mjs';

const RECORD = ['--update-on-failed', '--dry-run', '--disable-update-workflow', '--parallel-regions'];

const isWell = await withProcesses(async (processes) => {
  const [mode, ...names] = process.argv.slice(2);
  const records = mode === '--record';
  const cases = casesNamed(records ? names : []);
  const workers = ['--max-workers', `${Math.min(4, availableParallelism())}`];
  const force = names.length > 0 ? ['--force'] : []; // what is named is written anew, also when no stack of it changed
  const more = records ? [...force, ...RECORD, sandboxPlace.region] : [];
  mkdirSync(places.kept, { recursive: true });
  const said = await processes.run('The snapshot check', process.execPath, runnerArgs(cases, [...workers, ...more]), {
    cwd: places.root,
    seconds: limits.snapshots,
    env: { ...awsIs('http://127.0.0.1:9', sandboxPlace), ...runnerEnv, HOME: homedir(), TMPDIR: tmpdir() },
    onLine: (line) => console.log(line),
  });
  // integ-runner says 0 of no test at all, too.
  const checked = [...said.matchAll(/^Tests: +(\d+) passed, (\d+) total$/gm)].at(-1)?.slice(1).map(Number);
  if (!records && checked?.[0] !== cases.length)
    throw new Refusal(`${checked?.[0] ?? 0} of ${cases.length} were checked.`);
});
if (!isWell) {
  console.error(
    'After a change that is meant: npx projen integ:snapshot, and read the difference before you commit it.',
  );
}
