// Writes docs/errors.md: every error code of src with its message, read from the sources by the TypeScript parser.
// Fails when a message breaks the style, or a code means two things, and is not in the baseline, which only shrinks.
//   node scripts/errors.mjs --check   only says whether the page is up to date
import { readFileSync, writeFileSync } from 'node:fs';
import { withRowsByHand } from './errors/by-hand.mjs';
import { messagesOf, vocabularyOf } from './errors/messages.mjs';
import { render } from './errors/page.mjs';
import { readSources } from './errors/sources.mjs';
import { faultsOf, isAmbiguous, isCause } from './errors/style.mjs';

const PAGE = 'docs/errors.md';
const BASELINE = 'scripts/errors/baseline.json';

const sources = readSources();
const { messages: found, hollow, unused } = withRowsByHand(messagesOf(sources));
const messages = sorted(found);
const vocabulary = vocabularyOf(sources);
const page = render(messages, vocabulary);
if (process.argv.includes('--check')) {
  const lines = new Set(readFileSync(PAGE, 'utf8').split('\n'));
  const fresh = page.split('\n').filter((line) => !lines.has(line));
  if (page !== readFileSync(PAGE, 'utf8')) {
    console.error(`${PAGE} is not what the sources say, run \`npx projen reference\`:\n${fresh.join('\n')}`);
    process.exit(1);
  }
  process.exit(0);
}
writeFileSync(PAGE, page);

hollow.forEach(({ code, prop }) => complain(`${code} of '${prop}': add a row to scripts/errors/by-hand.json`));
unused.forEach(({ code, prop }) => complain(`${code} of '${prop}': remove its row from scripts/errors/by-hand.json`));

const faults = {
  allowed: codes(messages.filter((message) => faultsOf(message).includes('allowed'))),
  fix: codes(messages.filter((message) => faultsOf(message).includes('fix'))),
  meanings: codes(messages.filter(({ code }) => isAmbiguous(messages.filter((other) => other.code === code)))),
  values: [...new Set(vocabulary.filter(({ allowed }) => !allowed.every(isCause)).map(({ of }) => of))].sort(),
};
const RULES = {
  allowed: 'the cause begins with must, cannot, only, a quoted property or a noun of AWS',
  fix: 'the fix begins with a verb of scripts/errors/style.mjs',
  meanings: 'one code is about one property, or has one fix: give the other message a code of its own',
  values: 'what is allowed begins with must, cannot, only or a noun of AWS',
};

const baseline = JSON.parse(readFileSync(BASELINE, 'utf8'));
const kept = {};
for (const [rule, faulty] of Object.entries(faults)) {
  const fresh = faulty.filter((code) => !baseline[rule].includes(code));
  fresh.forEach((code) => complain(`${code}: ${RULES[rule]}`));
  kept[rule] = baseline[rule].filter((code) => faulty.includes(code));
}
writeFileSync(BASELINE, `${JSON.stringify(kept, null, 2)}\n`);
const left = Object.entries(kept).map(([rule, some]) => `${some.length} ${rule}`);
console.log(`docs/errors.md: ${codes(messages).length} codes; left in ${BASELINE}: ${left.join(', ')}`);

function complain(text) {
  console.error(text);
  process.exitCode = 1;
}

function codes(some) {
  return [...new Set(some.map(({ code }) => code))];
}

/** By code, then by property; what is said in two places is one row. */
function sorted(some) {
  const keyed = some.map((message) => [`${message.code} ${JSON.stringify(message)}`, message]);
  return [...new Map(keyed.sort(([one], [other]) => (one < other ? -1 : 1))).values()];
}
