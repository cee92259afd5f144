import { Component, JsonFile, cdk } from 'projen';
import { exhaustiveJestConfig } from './jest-projects';

/** TypeScript 7, by its path: two packages have a `tsc`. It makes the same of our sources for a quarter of the CPU. */
const TSC = 'node node_modules/typescript-native/bin/tsc';

/** The tasks that projen does not have; sandbox-tasks.ts has those of the sandbox. */
export class OwnTasks extends Component {
  constructor(project: cdk.JsiiProject) {
    super(project);

    project.compileTask.exec('node scripts/lazy-barrels.mjs');
    project.defaultTask!.env('TS_NODE_TRANSPILE_ONLY', '1'); // `typecheck` has the types of these files, too

    project.addTask('rosetta', {
      description: 'Compile every snippet in the READMEs and in @example as jsii does, each by itself; for the night',
      exec: 'jsii-rosetta extract --strict', // without its cache, which forgets what was wrong
    });

    const schema = project.addTask('config-schema', {
      description: 'Write the JSON Schema of the config from its table of keys',
      exec: 'node scripts/config-schema.mjs',
    });
    project.postCompileTask.spawn(schema);

    project.addTask('reference', {
      description:
        'Write docs/errors.md from the sources, docs/requirements.md from the tests, docs/runbook.md from its folder, the table of objectives from a simulation',
      steps: ['errors', 'requirements', 'runbook', 'objectives'].map((page) => ({ exec: `node scripts/${page}.mjs` })),
    });

    project.addTask('test:messages', {
      description: 'Record the messages of errors that the tests see; with paths of test files, add theirs',
      exec: 'node scripts/messages.mjs',
      receiveArgs: true,
    });

    const examples = project.addTask('examples', {
      description: 'Compile the example apps against the compiled library',
      exec: `${TSC} -p examples/tsconfig.json`,
    });
    const compiled = [{ spawn: project.compileTask.name }, { spawn: examples.name }];

    project.addTask('record-release', {
      description:
        'Record the templates of the example for the tests and stories of the next version; once for each release',
      steps: [...compiled, { exec: 'node scripts/record-release.mjs' }],
    });

    const typecheck = project.addTask('typecheck', {
      description: 'Type-check the tests (jest only transpiles) and every snippet in the READMEs and in @example',
      steps: [{ exec: 'node scripts/snippets.mjs' }, { exec: `${TSC} --noEmit -p scripts/tsconfig.json` }],
    });

    const suites = project.addTask('suites', {
      description: 'All tests: the files of a folder as one suite, on the oldest and the newest CDK',
      exec: 'node scripts/test/suites.mjs',
      receiveArgs: true,
    });
    project.testTask.reset();
    [suites, project.tasks.tryFind('lint')!, typecheck].forEach((task) => project.testTask.spawn(task));

    // What `npm test` runs: the phases side by side, and what each took.
    project.addTask('verify', {
      description: 'All tests, from sources to packed tarball',
      exec: 'node scripts/verify.mjs',
    });
    project.package.setScript('test', 'projen verify');

    project.addTask('demo', {
      description: 'Build, synthesize an example, by default rl-bank, and print what would be created',
      steps: [...compiled, { exec: 'node scripts/demo.mjs', receiveArgs: true }],
    });

    // Half an hour of two cores: not a part of `npm test`, and in a configuration of its own so that it never is by chance.
    new JsonFile(project, 'jest.exhaustive.json', { obj: exhaustiveJestConfig, marker: false });
    project.addTask('iam:exhaustive', {
      description: 'Every action of AWS against every role of the example, and every mutant of every statement',
      exec: 'jest --ci --config jest.exhaustive.json',
      receiveArgs: true,
    });
    project.npmignore?.exclude('/jest.exhaustive.json');

    project.addTask('bench', {
      description: 'What synthesis costs, and whether a ratio has grown against bench/ratios.json',
      steps: [
        ...compiled,
        { exec: 'node --test bench/verdict.test.mjs' },
        { exec: 'node bench/run.mjs', receiveArgs: true },
      ],
    });

    project.addTask('budget', {
      description: 'Fail when the CPU of `npm test` has grown by more than a fifth against scripts/budget.json',
      steps: [
        { exec: 'node --test scripts/test/cpu.test.mjs' },
        { exec: 'node scripts/budget.mjs', receiveArgs: true },
      ],
    });

    project.addTask('nightly', {
      description:
        'What takes too long for every change: each test file alone on both CDKs, the emulator, the proof in full',
      steps: [
        { spawn: 'budget' },
        { spawn: 'eslint', args: ['--no-fix', '--max-warnings', '0'] },
        { exec: 'node node_modules/typescript/bin/tsc --noEmit -p scripts/tsconfig.json' }, // what jsii compiles with
        { spawn: 'rosetta' },
        { exec: 'node scripts/test/suites.mjs --reversed' },
        { exec: 'node scripts/test/suites.mjs --nightly' },
        { spawn: 'sandbox:install' },
        { spawn: 'sandbox:lint' },
        { exec: 'node sandbox/run/coverage.mjs' },
        { exec: 'node sandbox/run/test-emulator.mjs' },
        { spawn: 'sandbox:unit' },
        { exec: 'node --test --test-concurrency=1 sandbox/run/tests/deployed/*.test.mjs' },
        { exec: 'node sandbox/stories/run.mjs' },
        { exec: 'node sandbox/run/snapshots.mjs' },
        { exec: 'node sandbox/run/integ.mjs' },
        { spawn: 'iam:exhaustive' },
        { spawn: 'bench' }, // last: what is slower hides nothing that is broken
      ],
    });

    project.gitignore.exclude(
      '.jsii.tabl.json',
      'cdk.out/',
      '/build/',
      '/test-report.json',
      '/.sandbox/',
      '__pycache__/',
      'cdk-integ.out.*/',
      '/test/**/integ.*.snapshot/asset.*', // two megabytes each, of the assertions alone, which no check reads
    );
    for (const path of [
      '/.ci/',
      '/bench/',
      '/build/',
      '/cdk.json',
      '/cdk.out/',
      '/docs/*',
      '!/docs/runbook.md', // alarms lead there
      '/.sandbox/',
      '/examples/',
      '/sandbox/',
      '/projenrc/',
      '/rosetta/',
      '/scripts/',
      '/test-report.json',
      '/AGENTS.md',
      '/CONTRIBUTING.md',
    ]) {
      project.npmignore?.exclude(path);
    }
  }
}
