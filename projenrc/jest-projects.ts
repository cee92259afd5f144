import { versions } from './versions';

/** What does not depend on the CDK, or on which version it is. What a day leaves out beside it, scripts/test/suites.mjs says. */
const onceIsEnough = [
  '<rootDir>/test/house/',
  '<rootDir>/test/support/',
  '<rootDir>/test/examples/(publish|deploy-image)',
  '<rootDir>/test/(cell|delivery|network|observability|organization)/proof/',
];

/** What takes half an hour, and has a task of its own. */
const EXHAUSTIVE = '<rootDir>/test/delivery/proof/exhaustive/';

/** Modules get these from the function around them: looking a global up in the context of a test is slow, and the CDK does it in every step. */
const sandboxInjectedGlobals = [
  ...['Array', 'Boolean', 'Date', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'RegExp', 'Set'],
  ...['String', 'Symbol', 'WeakMap', 'WeakSet'],
];

const always = {
  sandboxInjectedGlobals,
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  transform: { '^.+\\.ts$': '<rootDir>/scripts/test/transform.cjs' },
  setupFiles: ['<rootDir>/test/support/environment.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/stack-traces.ts', '<rootDir>/test/support/throw-problem.ts'],
};

const moduleNameMapper = {
  '^rl-bank-constructs/(.*)$': '<rootDir>/src/$1',
  '^@cloud-copilot/iam-utils$': '<rootDir>/test/support/iam/iam-utils.ts',
};

/** The constructs are tested on both ends of the peer range, the repository itself once. */
export const jestConfig = {
  testMatch: undefined,
  coverageProvider: undefined,
  clearMocks: undefined,
  maxWorkers: '2',
  collectCoverage: false,
  additionalOptions: {
    testTimeout: 60_000, // as a default: these machines are shared
    globalSetup: '<rootDir>/scripts/test/temp-folder.cjs',
    testSequencer: '<rootDir>/scripts/test/order.cjs',
    workerIdleMemoryLimit: '2GB',
    reporters: ['<rootDir>/scripts/test/reporter.cjs'],
    projects: [
      {
        displayName: `cdk ${versions.cdkFloor}`,
        testRegex: ['/test/.*\\.test\\.ts$'],
        testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/house/', EXHAUSTIVE, '/nightly/'],
        ...always,
        moduleNameMapper,
      },
      {
        displayName: `cdk ${versions.cdkNewest}`,
        testRegex: ['/test/.*\\.test\\.ts$'],
        testPathIgnorePatterns: ['/node_modules/', ...onceIsEnough, '/nightly/'],
        ...always,
        moduleNameMapper: {
          ...moduleNameMapper,
          '^aws-cdk-lib$': 'aws-cdk-lib-newest',
          '^aws-cdk-lib/(.*)$': 'aws-cdk-lib-newest/$1',
        },
      },
      {
        displayName: 'house',
        testRegex: ['/test/house/.*\\.test\\.ts$'],
        testPathIgnorePatterns: ['/node_modules/', '/nightly/'],
        ...always,
        moduleNameMapper,
      },
    ],
  },
};

/** The proof of the roles in full. */
export const exhaustiveJestConfig = {
  displayName: 'exhaustive',
  testMatch: [`${EXHAUSTIVE}*.test.ts`],
  maxWorkers: 2,
  ...always,
  moduleNameMapper,
};
