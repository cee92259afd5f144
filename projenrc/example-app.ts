import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Component, JsonFile, Project } from 'projen';

/** What `npx cdk` works on at the root. */
const MAIN = 'rl-bank';

/** What an app takes from the command line, and from its cdk.json without it. */
const CONTEXT: Record<string, Record<string, string>> = {
  'product-cell': { productName: 'acme-crm', environment: 'prod', modules: 'tasks,contacts' },
};

/** Examples with a cdk.json by hand, with context of their own. */
const BY_HAND = ['rl-main-infra'];

/**
 * What `npx cdk` works on: `examples/rl-bank` at the root, and each other example in its folder, compiled, under the flags that
 * a new app would have.
 */
export class ExampleApp extends Component {
  constructor(project: Project) {
    super(project);

    project.gitignore.addPatterns('cdk.context.json'); // written by commands in the folder of an example

    cdkJson(project, 'cdk.json', `node build/examples/${MAIN}/app.js`, 'cdk.out');
    for (const name of exampleNames().filter((one) => one !== MAIN && !BY_HAND.includes(one))) {
      const app = `node ../../build/examples/${name}/app.js`;
      cdkJson(project, `examples/${name}/cdk.json`, app, `../../build/${name}.out`, CONTEXT[name]);
    }
  }
}

/** The folders of `examples/` that have an app. */
function exampleNames(): string[] {
  return readdirSync('examples').filter((name) => existsSync(join('examples', name, 'app.ts')));
}

function cdkJson(project: Project, path: string, app: string, output: string, context = {}): void {
  new JsonFile(project, path, {
    marker: false,
    obj: {
      app,
      output,
      notices: false,
      versionReporting: false,
      requireApproval: 'never',
      context: {
        'cli-telemetry': false,
        ...context,
        ...recommendedFlags(),
      },
    },
  });
}

/** Known only once the dependencies are installed, which the first synthesis of the project does. */
function recommendedFlags(): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'));
  } catch {
    return {};
  }
}
