// The suite of an example finds the snapshots of its test file: build/suites/<project>/<path>.js is that of <path>.ts.
const { basename, dirname, join } = require('node:path');

const SUITE = /build\/suites\/[^/]+\/(test\/.*\.test)\.js$/;
const fileOfSuite = (path) => path.replace(SUITE, '$1.ts');

module.exports = {
  fileOfSuite,
  testPathForConsistencyCheck: 'test/examples/rl-bank.test.ts',

  resolveSnapshotPath(path, extension) {
    const file = fileOfSuite(path);
    return join(dirname(file), '__snapshots__', `${basename(file)}${extension}`);
  },

  resolveTestPath(path, extension) {
    return join(dirname(path), '..', basename(path, extension));
  },
};
