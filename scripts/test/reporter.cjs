// What a run took and, for each failure, the promise, the file and the command that runs this one test.
const { relative } = require('node:path');
const { fileOfSuite } = require('./snapshots.cjs');

const SLOWEST = 10;

module.exports = class {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
    this.files = new Map();
    this.failures = [];
  }

  onTestResult({ context, path }, { testResults, testExecError }) {
    const project = context.config.displayName?.name ?? '';
    if (testExecError) this.failures.push([path, relative(this.rootDir, path), project, '']);
    for (const { ancestorTitles, title, duration, status } of testResults) {
      // A suite of many files has each file as a `describe`, but for the one with snapshots, which it is named after.
      const isOfSuite = ancestorTitles[0]?.endsWith('.test.ts');
      const file = isOfSuite ? ancestorTitles[0] : fileOfSuite(relative(this.rootDir, path));
      const titles = [...ancestorTitles.slice(isOfSuite ? 1 : 0), title];
      const key = `${file} (${project})`;
      this.files.set(key, (this.files.get(key) ?? 0) + (duration ?? 0));
      if (status === 'failed') this.failures.push([titles.join(' › '), file, project, titles.join(' ')]);
    }
  }

  onRunComplete() {
    const slowest = [...this.files].sort(([, one], [, other]) => other - one).slice(0, SLOWEST);
    if (this.files.size > SLOWEST) {
      console.error(`\nThe ${SLOWEST} slowest of ${this.files.size} test files:`);
      slowest.forEach(([file, duration]) => console.error(`  ${(duration / 1000).toFixed(1).padStart(6)} s  ${file}`));
    }
    for (const [promise, file, project, name] of this.failures) {
      const filter = name ? ` -t '${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/'/g, `'\\''`)}'` : '';
      console.error(
        `\nFAILED  ${promise}\n  in    ${file}\n  alone npx jest ${file}${filter} --selectProjects '${project}'`,
      );
    }
  }
};
