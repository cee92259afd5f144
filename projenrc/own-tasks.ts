import { Component, cdk } from 'projen';

/** The tasks that projen does not have. */
export class OwnTasks extends Component {
  constructor(project: cdk.JsiiProject) {
    super(project);

    const rosetta = project.addTask('rosetta', {
      description: 'Compile every snippet in the READMEs and in @example',
      exec: 'jsii-rosetta extract --strict', // without its cache, which forgets what was wrong
    });
    project.postCompileTask.spawn(rosetta);

    const examples = project.addTask('examples', {
      description: 'Compile the example apps against the compiled library',
      exec: 'tsc -p examples/tsconfig.json',
    });

    const typecheck = project.addTask('typecheck', {
      description: 'Type-check the tests (ts-jest only transpiles)',
      exec: 'tsc --noEmit -p test/tsconfig.json',
    });
    project.testTask.spawn(typecheck);

    const verify = project.addTask('verify', { description: 'All tests, from sources to packed tarball' });
    const phases = [project.defaultTask!, project.preCompileTask, project.compileTask, project.postCompileTask];
    [...phases, examples, project.testTask].forEach((task) => verify.spawn(task));
    project.package.setScript('test', 'projen verify');

    project.addTask('demo', {
      description: 'Build, synthesize examples/rl-bank and print what would be created',
      steps: [{ spawn: project.compileTask.name }, { spawn: examples.name }, { exec: 'node scripts/demo.mjs' }],
    });

    project.addTask('bench', {
      description: 'CPU of synthesis against the same templates written by hand',
      steps: [{ spawn: project.compileTask.name }, { exec: 'node bench/run.mjs', receiveArgs: true }],
    });

    project.gitignore.exclude('.jsii.tabl.json', 'cdk.out/', '/build/', '/test-report.json');
    for (const path of [
      '/.ci/',
      '/bench/',
      '/build/',
      '/cdk.json',
      '/cdk.out/',
      '/docs/',
      '/examples/',
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
