// Writes docs/errors.md: every error code of src with its message, read from the sources by the TypeScript parser.
// Fails when a message breaks the style, or a code means two things, and is not in the baseline, which only shrinks.
import { readFileSync, writeFileSync } from 'node:fs';
import { messagesOf, vocabularyOf } from './errors/messages.mjs';
import { render } from './errors/page.mjs';
import { readSources } from './errors/sources.mjs';
import { faultsOf, isAmbiguous, isCause } from './errors/style.mjs';

const BASELINE = 'scripts/errors/baseline.json';

const sources = readSources();
const messages = sorted(messagesOf(sources));
const vocabulary = vocabularyOf(sources);
writeFileSync('docs/errors.md', render(messages, vocabulary));

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
for (const [rule, found] of Object.entries(faults)) {
  const fresh = found.filter((code) => !baseline[rule].includes(code));
  fresh.forEach((code) => console.error(`${code}: ${RULES[rule]}`));
  if (fresh.length > 0) process.exitCode = 1;
  kept[rule] = baseline[rule].filter((code) => found.includes(code));
}
writeFileSync(BASELINE, `${JSON.stringify(kept, null, 2)}\n`);
const left = Object.entries(kept).map(([rule, found]) => `${found.length} ${rule}`);
console.log(`docs/errors.md: ${codes(messages).length} codes; left in ${BASELINE}: ${left.join(', ')}`);

function codes(some) {
  return [...new Set(some.map(({ code }) => code))];
}

/** By code, then by property; what is said in two places is one row. */
function sorted(some) {
  const keyed = some.map((message) => [`${message.code} ${JSON.stringify(message)}`, message]);
  return [...new Map(keyed.sort(([one], [other]) => (one < other ? -1 : 1))).values()];
}
