import { readFileSync } from 'node:fs';
import { Component, JsonFile, Project } from 'projen';

/** What `npx cdk` at the root works on: `examples/rl-bank`, compiled, under the flags that a new app would have. */
export class ExampleApp extends Component {
  constructor(project: Project) {
    super(project);

    project.gitignore.addPatterns('cdk.context.json'); // written by commands in the folder of an example

    new JsonFile(project, 'cdk.json', {
      marker: false,
      obj: {
        app: 'node build/examples/rl-bank/app.js',
        output: 'cdk.out',
        notices: false,
        versionReporting: false,
        requireApproval: 'never',
        context: {
          'cli-telemetry': false,
          ...recommendedFlags(),
        },
      },
    });
  }
}

/** Known only once the dependencies are installed, which the first synthesis of the project does. */
function recommendedFlags(): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'));
  } catch {
    return {};
  }
}
