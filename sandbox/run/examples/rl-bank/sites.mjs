import { join } from 'node:path';
import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient, GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { bankIn } from './config.mjs';
import { sampleBuild } from './sample-builds.mjs';
import { assembly } from '../../kernel/aws/assembly.mjs';
import { limits } from '../../kernel/limits.mjs';
import { places } from '../../kernel/places.mjs';
import { Refusal } from '../../kernel/refusal.mjs';

/** @typedef {import('../../kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const script = join(places.root, 'examples', 'rl-bank', 'publish.sh');

/** The sites of the example, by their key in its config, with the toolchain that builds each. */
const known = {
  webapp: { toolchain: 'flutter' },
  merchantPortal: { toolchain: 'vite' },
};

/**
 * The deployed sites, with what CI knows of each: its bucket and its distribution.
 *
 * @param {Sandbox} sandbox
 */
export async function deployedSites(sandbox, config) {
  const bank = bankIn(config);
  const distributions = await deployedDistributions(sandbox);
  return Object.entries(known).map(([name, site]) => {
    const { bucketName, auth0ClientId: clientId } = bank[name];
    const found = distributions.find(({ bucket }) => bucket === bucketName);
    if (!found) throw new Refusal(`No deployed distribution has the bucket ${bucketName}.`);
    const auth0 = { domain: bank.auth0.domain, clientId };
    return { name, ...site, ...found, auth0, api: `${bank.domain.apiSubdomain}.${bank.domain.rootDomain}` };
  });
}

/** @param {Sandbox} sandbox */
async function deployedDistributions(sandbox) {
  const here = assembly(places.out).stacks.filter(({ environment }) => environment.endsWith(`/${sandbox.region}`));
  const cloudFormation = sandbox.client(CloudFormationClient);
  /** @type {{ host: string, bucket: string, distribution: string | undefined }[]} */
  const found = [];
  for (const { stackName: StackName } of here) {
    for await (const page of paginateListStackResources({ client: cloudFormation }, { StackName })) {
      for (const { ResourceType, PhysicalResourceId: Id } of page.StackResourceSummaries ?? []) {
        if (ResourceType !== 'AWS::CloudFront::Distribution') continue;
        const { Distribution } = await sandbox.ask(CloudFrontClient, new GetDistributionCommand({ Id }));
        const { Aliases, Origins } = Distribution.DistributionConfig;
        const [host] = Aliases.Items;
        const [bucket] = Origins.Items[0].DomainName.split('.s3.');
        found.push({ host, bucket, distribution: Id });
      }
    }
  }
  return found;
}

/** Builds a site, and publishes it as CI does. */
export async function publish(sandbox, site, release) {
  return runScript(sandbox, site, ['--release', release, await sampleBuild({ ...site, release })]);
}

/** Puts an earlier release of a site back, as CI does. */
export function rollBack(sandbox, site, release) {
  return runScript(sandbox, site, ['--rollback', release]);
}

function runScript(sandbox, { name, bucket, distribution, toolchain }, args) {
  const site = ['--bucket', bucket, '--distribution', distribution, '--toolchain', toolchain];
  return sandbox.bash(`Publishing ${name}`, [script, ...site, ...args], { seconds: limits.publish });
}
