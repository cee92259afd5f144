// A fresh clone has no durations, and jest would begin the slow suites last: these begin first, in this order.
const Sequencer = require('@jest/test-sequencer').default;

const SLOW_FIRST = [
  /house\/package/,
  /suites\/.*\/(bank|all|delivery-support|cell|organization|examples)\./,
  /house\/\w+-cli/,
  /suites\/.*\/(service|data|access|network|observability|house)\./,
  /suites\//,
];

const rank = ({ path }) => {
  const place = SLOW_FIRST.findIndex((pattern) => pattern.test(path));
  return place < 0 ? SLOW_FIRST.length : place;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
