import { awscdk, javascript } from 'projen';
import { ExampleApp } from './projenrc/example-app';
import { FolderExports } from './projenrc/folder-exports';
import { jestConfig } from './projenrc/jest-projects';
import { Languages } from './projenrc/languages';
import { Linters } from './projenrc/linters';
import { OfflineToolchain } from './projenrc/offline-toolchain';
import { OwnTasks } from './projenrc/own-tasks';
import { SandboxTasks } from './projenrc/sandbox-tasks';
import { scriptRules } from './projenrc/script-rules';
import { versions } from './projenrc/versions';

const [shipped, own] = [
  ['src'],
  ['test', 'examples', 'projenrc', '.projenrc.ts', 'sandbox', 'scripts', 'bench', 'resources/migration'],
];

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'rl-bank-constructs',
  description: 'CDK constructs that a bank platform team can deploy, roll back and review without surprises',
  author: 'rl-bank-constructs maintainers',
  authorAddress: 'maintainers@rl-bank-constructs.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/rl-bank/rl-bank-constructs.git',
  defaultReleaseBranch: 'main',
  keywords: ['aws', 'aws-cdk', 'cdk', 'constructs', 'cloudfront', 'acm', 'route53', 'fargate', 'least-privilege'],
  license: 'Apache-2.0',
  stability: 'experimental',

  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  minNodeVersion: versions.node,
  projenVersion: versions.projen,
  jsiiVersion: versions.jsii,
  typescriptVersion: versions.typescript,
  cdkVersion: versions.cdkFloor,
  constructsVersion: versions.constructs,
  cdkCliVersion: versions.cdkCli,

  // Publishing and GitHub belong to whoever hosts the repository.
  github: false,
  release: false,
  buildWorkflow: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  clobber: false, // it is `git reset --hard` and `git clean -fdx`

  docgen: true,
  eslint: true,
  prettier: true,
  prettierOptions: { settings: { singleQuote: true, printWidth: 120, trailingComma: javascript.TrailingComma.ALL } },
  eslintOptions: {
    dirs: shipped,
    devdirs: own,
    fileExtensions: ['.ts', '.tsx', '.mjs', '.cjs'],
    prettier: true,
  },
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER, // the default re-records snapshots without a word
    junitReporting: false,
    extraCliOptions: ['--json', '--outputFile=test-report.json'], // read by .ci/run
    jestConfig,
  },
  bundledDeps: versions.bundledDeps,
  devDeps: versions.devDeps,
  integrationTestAutoDiscover: false,
});

// One program of types for all that is linted, where projen makes one for each tsconfig.json: a quarter less CPU.
const eslintrc = project.tryFindObjectFile('.eslintrc.json')!;
eslintrc.addDeletionOverride('parserOptions.projectService');
eslintrc.addOverride('parserOptions.project', './scripts/tsconfig.json');
eslintrc.addToArray('overrides', scriptRules);

new Linters(project, [...shipped, ...own]);
new OfflineToolchain(project);
new FolderExports(project);
new Languages(project);
new OwnTasks(project);
new SandboxTasks(project);
new ExampleApp(project);

// Source maps lie beside the files: within them, each process reads and keeps more of map than of code.
const compilerOptions = { inlineSourceMap: false, sourceMap: true };
Object.entries(compilerOptions).forEach(([option, value]) =>
  project.tryFindObjectFile('tsconfig.json')!.addOverride(`compilerOptions.${option}`, value),
);

project.synth();
