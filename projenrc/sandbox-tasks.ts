import { Component, cdk } from 'projen';

/** The tasks of `sandbox/` and of the integration cases. */
export class SandboxTasks extends Component {
  constructor(project: cdk.JsiiProject) {
    super(project);

    const compile = { spawn: project.compileTask.name };
    const examples = { spawn: 'examples' };
    const install = project.addTask('sandbox:install', {
      description: 'Install the npm packages of sandbox, stories and integration cases, unless they are installed',
      exec: 'node sandbox/install.mjs',
    });
    const installed = { spawn: install.name };

    project.addTask('integ:snapshot', {
      description: 'Record the snapshots of the cases anew, of all or of those that are named',
      steps: [installed, compile, { exec: 'node sandbox/run/snapshots.mjs --record', receiveArgs: true }],
    });
    project.addTask('integ:snapshot-check', {
      description: 'Compare them as integ-runner does; test/house/integ-cases.test.ts does it in process',
      steps: [installed, compile, { exec: 'node sandbox/run/snapshots.mjs' }],
    });
    project.addTask('integ', {
      description: 'Deploy the cases of test/**/integ.*.ts and assert: in a sandbox, or with --profile in an account',
      steps: [installed, compile, { exec: 'node sandbox/run/integ.mjs', receiveArgs: true }],
    });

    project.addTask('sandbox', {
      description:
        'Run an example, by default rl-bank, on this machine, deployed by the real CDK CLI to an emulator, until Ctrl-C',
      steps: [installed, compile, examples, { exec: 'node sandbox/run/deploy.mjs', receiveArgs: true }],
    });
    project.addTask('sandbox:down', {
      description: 'Stop the sandbox and remove what it left, also after a crash',
      exec: 'node sandbox/run/down.mjs',
    });
    project.addTask('sandbox:test', {
      description:
        'The emulator: its resource types, its patches, the probes of known faults, and whether it covers the examples',
      steps: [
        examples,
        { spawn: 'sandbox:lint' },
        { exec: 'node sandbox/run/coverage.mjs' },
        { exec: 'node sandbox/run/test-emulator.mjs', receiveArgs: true },
      ],
    });

    project.addTask('sandbox:lint', {
      description: 'Check the types of the sandbox, and rules, format and types of the Python of the emulator',
      steps: [
        installed,
        { exec: 'node node_modules/typescript/bin/tsc -p sandbox' },
        { exec: 'node sandbox/run/lint-emulator.mjs', receiveArgs: true },
      ],
    });
    project.addTask('sandbox:unit', {
      description: 'The unit tests of sandbox and stories, without the emulator',
      steps: [
        installed,
        { exec: 'node --test sandbox/run/tests/*.test.mjs sandbox/stories/tests/*.test.mjs' }, // newer Nodes take no folders
      ],
    });

    project.addTask('stories', {
      description: 'Deploy, update and destroy the examples on the emulator, and check each step',
      steps: [installed, compile, examples, { exec: 'node sandbox/stories/run.mjs', receiveArgs: true }],
    });
  }
}
