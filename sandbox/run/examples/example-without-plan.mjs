import { expectAnswer } from '../edge/expect-answer.mjs';
import { openEdge } from '../edge/open-edge.mjs';
import { fixtures, homeOf, resourcesOf } from '../kernel/aws/assembly.mjs';
import { fillIn, pushImages } from '../kernel/aws/initial-values.mjs';
import { services } from '../kernel/aws/service.mjs';

const COMMIT = '1'.padStart(40, '0');

/**
 * An example without the bank's plan. Its first deployment has 0 tasks; then each secret, parameter and image that a task would
 * not find is filled in, and each of the launch phases is deployed, by the context `launchPhase`.
 *
 * @param {{
 *   name: string,
 *   region?: string,
 *   hostedZone?: { id: string, name: string },
 *   outside?: { certificates: { arn: string, names: string[] }[], hosts: string[], address?: string },
 *   launchPhases?: string[],
 *   folders?: Record<string, string>,
 *   programs?: Record<string, string>,
 *   release?: (sandbox: import('../kernel/aws/sandbox.mjs').Sandbox) => Promise<unknown>,
 *   visits?: { host: string, path: string, status?: number }[],
 * }} particulars `region` is the home of an example in several: the first by name, unless it is given; `hostedZone` is one that exists, `outside` the hosts at a DNS provider outside of the account, with certificates that
 *   exist and the address of the CDN before them, `folders` and `programs` are those of `Example`, `release` runs once values and images exist, and `visits` are requested once the tasks run: 200 unless they say otherwise
 * @returns {import('../kernel/types.d.ts').Example}
 */
export function exampleWithoutPlan({
  name,
  region,
  hostedZone,
  outside,
  launchPhases = ['running'],
  folders = {},
  programs = {},
  release = async () => {},
  visits = [],
}) {
  return {
    name,
    folders,
    programs,
    context: {},
    fixtures: (templates) =>
      fixtures({
        ...homeOf(templates, `No stack of examples/${name} has an account and a region: set 'env'.`),
        ...(region && { region }),
        ...{ hostedZoneId: hostedZone?.id, rootDomain: hostedZone?.name, certificates: outside?.certificates },
      }),
    repositories: (templates) =>
      resourcesOf(templates, 'AWS::ECR::Repository').flatMap(({ Properties }) => Properties.RepositoryName ?? []),
    start: async ({ clock }, sandbox) => {
      await clock.time('First values and images', () => fill(sandbox));
      await clock.time('First release', () => release(sandbox));
      for (const launchPhase of launchPhases) {
        await clock.time(`Templates, launchPhase: ${launchPhase}`, () => sandbox.synthesize({ launchPhase }));
        await sandbox.deploy();
      }
    },
    serve: async ({ clock }, sandbox, edge) => {
      const { ca } = await openEdge(sandbox, edge, {}, outside);
      const urls = visits.map(({ host, path }) => edge.url(host, path));
      await clock.time(`${urls.length} URLs answer`, () =>
        Promise.all(visits.map(({ status }, index) => expectAnswer(urls[index], ca, status))),
      );
      return { urls, commands: commands({ urls, all: await services(sandbox), phase: launchPhases.at(-1), name }) };
    },
  };
}

/**
 * Fills in what a first start needs: values and images.
 *
 * @param {import('../kernel/aws/sandbox.mjs').Sandbox} sandbox
 */
export async function fill(sandbox) {
  await fillIn(sandbox);
  await pushImages(sandbox, COMMIT);
}

function commands({ urls, all, phase, name }) {
  const rolls = all.map(
    ({ clusterArn, serviceName }) =>
      `  aws ecs update-service --cluster ${clusterArn.split('/').pop()} --service ${serviceName} --force-new-deployment --query service.deployments[].id`,
  );
  return `\
  # see what a deployment would change, in the folder of the example
  (cd examples/${name} && npx cdk diff -c launchPhase=${phase})
  # the stacks
  aws cloudformation list-stacks --query 'StackSummaries[].[StackName,StackStatus]' --output text
${[
  ['  # the answers', ...urls.map((url) => `  curl -i ${url}`)],
  ['  # a deployment that replaces all tasks', ...rolls],
]
  .filter(({ length }) => length > 1)
  .flat()
  .join('\n')}`;
}
