import { Component, javascript } from 'projen';

/** Nothing of `npm test` talks to a network, and nothing asks a cloud account. */
export class OfflineToolchain extends Component {
  constructor(project: javascript.NodeProject) {
    super(project);

    const environment = {
      JSII_SILENCE_SUPPORT_WARNING: '1', // else jsii and rosetta ask GitHub for their end-of-life dates
      JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_DISABLE_VERSION_CHECK: '1', // it advises the accidental 3.0.0
      AWS_REGION: 'us-east-1', // else the SDK asks the EC2 metadata service, eight times
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_VALIDATION: 'false', // from 2.262 a linter of five seconds in every synth; test/validation.test.ts runs it once
      PATH: '$(echo "$PWD/node_modules/.bin:$PATH")', // projen's own runs npx before every task
    };
    for (const [name, value] of Object.entries(environment)) {
      project.tasks.addEnvironment(name, value);
    }

    // 1.13.0 names platform packages that a registry may lack; the lock file then drops them and `npm ci` fails.
    project.package.addPackageResolutions('unrs-resolver@1.12.2');
    // The newest CDK would bring an AWS CLI of its own, 21 megabytes that no construct of ours puts into a Lambda.
    project.package.addPackageResolutions('@aws-cdk/asset-awscli-v1@2.2.273');
    // @jsii/runtime is used by its self-contained bundle alone; the kernel it names beside that is not to be had.
    project.package.addPackageResolutions('@jsii/kernel@1.22.0');
  }
}
