/** How much a ratio may grow against the committed one. Two runs on a quiet machine differ by less than half of it. */
const GROWTH = 1.1;

/** What is to be said of measured ratios, each beside its line in ratios.json, and whether the bench has failed. */
export function verdictOn(measured, committed) {
  const verdicts = Object.entries(measured).map(([name, ratio]) => ({
    name,
    ratio,
    ...verdict(ratio, committed[name]),
  }));
  return {
    hasFailed: verdicts.some((it) => it.fails),
    lines: verdicts.map(({ name, ratio, says }) => `${name.padEnd(10)} ${ratio.toFixed(2)} ×, ${says}`),
  };
}

function verdict(ratio, line) {
  if (line === undefined) {
    return { fails: true, says: 'NOT COMMITTED: give it a line in bench/ratios.json' };
  }
  const beside = `committed ${line.ratio.toFixed(2)}, aim ${line.aim.toFixed(2)}`;
  if (ratio > line.ratio * GROWTH) {
    return { fails: true, says: `GROWN: ${beside}` };
  }
  return { fails: false, says: `${ratio * GROWTH < line.ratio ? 'less, commit it' : 'as before'}: ${beside}` };
}
