// What synthesis costs, each run a fresh process, the variants of a case in turn: A B A B … The machine's speed drifts, so
// what counts is the ratio within a round, and its median. Ends with 1 when a ratio has grown against ratios.json.
//
//   npm run bench                 all cases, in about four minutes
//   npm run bench -- edge 31      one case, 31 rounds
import { readFileSync } from 'node:fs';
import { bank } from './bank.mjs';
import { constructs, havePeers } from './constructs.mjs';
import { verdictOn } from './verdict.mjs';

const all = [...constructs, ...bank];
const [only, given] = process.argv.slice(2);
const cases = all.filter(({ name }) => !only || name === only);
if (cases.length === 0) {
  throw new Error(`there is no case ${only}: take one of ${all.map(({ name }) => name).join(', ')}`);
}
if (!havePeers) {
  console.log('The peers are left out: npm ci --prefix bench/peers');
}

const measured = {};
for (const { name, what, rounds, base, variants } of cases) {
  const count = Number(given ?? rounds);
  console.log(`\n${name}: ${what}, ${count} rounds`);
  for (const { isJudged, ratio, ...result } of compared(measure(variants, count), base)) {
    console.log(`  ${textOf({ ratio, base, ...result })}`);
    if (isJudged) {
      measured[`${name} ${result.name}`] = ratio;
    }
  }
}

const committed = JSON.parse(readFileSync(new URL('ratios.json', import.meta.url), 'utf8'));
const { hasFailed, lines } = verdictOn(measured, committed);
console.log(['\nVerdict', ...lines].join('\n  '));
process.exitCode = hasFailed ? 1 : 0;

function measure(variants, count) {
  variants.forEach(({ run }) => run()); // warms the disk
  const results = variants.map(({ run, ...variant }) => ({ ...variant, costs: [] }));
  for (let round = 0; round < count; round++) {
    variants.forEach(({ run }, index) => {
      const { cost, ...seen } = run();
      results[index].costs.push(cost);
      Object.assign(results[index], seen);
    });
  }
  return results;
}

function compared(results, base) {
  const beside = results.find(({ name }) => name === base);
  return results.map(({ costs, resources, ...result }) => ({
    ...result,
    cost: median(costs),
    ratio: median(costs.map((cost, round) => cost / beside.costs[round])),
    resources: resources?.length,
    isSame: JSON.stringify(resources) === JSON.stringify(beside.resources),
  }));
}

function textOf({ name, cost, ratio, base, resources, isSame, megabytes }) {
  const told = `${name.padEnd(22)} ${cost.toFixed(3)} s, ${ratio.toFixed(3)} × ${base}`;
  const template = resources ? `, ${resources} resources (${isSame ? 'same' : 'other'} types)` : '';
  return `${told}${template}${megabytes ? `, ${megabytes} MB` : ''}`;
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
