// Whether `npm test` still costs what it did: its CPU, in units of a loop that is timed beside it, against scripts/budget.json.
//
//   node scripts/budget.mjs             red when it has grown by more than a fifth
//   node scripts/budget.mjs --record    writes the figure
import { readFileSync, writeFileSync } from 'node:fs';
import { cpuOf, verdictOn } from './test/cpu.mjs';

const file = new URL('budget.json', import.meta.url);
const before = calibration();
const { status, cpu } = cpuOf('projen', ['verify']);
const units = cpu / ((before + calibration()) / 2);

if (status !== 0) {
  console.error('npm test is red: what it costs says nothing.');
  process.exitCode = 1;
} else if (process.argv[2] === '--record') {
  writeFileSync(file, `${JSON.stringify({ units: Math.round(units) })}\n`);
} else {
  const verdict = verdictOn(units, JSON.parse(readFileSync(file, 'utf8')).units);
  console.log(verdict.sentence);
  process.exitCode = verdict.isWithin ? 0 : 1;
}

function calibration() {
  return cpuOf(process.execPath, [new URL('test/calibration.mjs', import.meta.url).pathname]).cpu;
}
