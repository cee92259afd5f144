import { bankIn, configWith } from './config.mjs';
import { LoginServer } from './login.mjs';
import { sampleBuild } from './sample-builds.mjs';
import { deployedSites, publish } from './sites.mjs';
import { runningTask } from './task.mjs';
import { expectAnswer } from '../../edge/expect-answer.mjs';
import { openEdge } from '../../edge/open-edge.mjs';
import { imageParts } from '../../kernel/aws/image.mjs';
import { fillIn, pushImage } from '../../kernel/aws/initial-values.mjs';
import { outsideDatabase } from '../../kernel/aws/outside-database.mjs';
import { hasServers } from '../../kernel/aws/real-servers.mjs';

/**
 * @typedef {import('../../kernel/types.d.ts').Session} Session
 * @typedef {import('../../kernel/aws/sandbox.mjs').Sandbox} Sandbox
 */

const LAST_OF_ROOT = 1023;
const COMMIT = '1'.padStart(40, '0');

/**
 * Brings a bank with `launchPhase: not-ready` to running tasks: first values, an image, and a second deployment. A bank that
 * scales is deployed once more: its first start sets the count, and a running service has none in its template.
 *
 * @param {Session} session
 * @param {Sandbox} sandbox
 */
export async function toRunning({ clock }, sandbox, config) {
  const { api, database } = bankIn(config);
  const { repository, tag: channel, digest } = imageParts(api.image);
  await clock.time('First values and image', async () => {
    const port = database?.ports?.find((one) => one > LAST_OF_ROOT);
    await fillIn(sandbox, { DB_URI: () => outsideDatabase(sandbox, { port }) });
    if (!digest) await pushImage(sandbox, { repository, channel, commit: COMMIT }); // a digest names an existing image
  });
  for (const phase of api.scaling === undefined ? ['running'] : ['first-start', 'running']) {
    const changed = configWith(config, { 'api.launchPhase': phase });
    await clock.time(`Templates, launchPhase: ${phase}`, () => sandbox.synthesize({ config: changed }));
    await sandbox.deploy();
  }
}

/**
 * Serves pages and API over TLS: both sites published, and the edge in front of them and of the tasks.
 *
 * @param {Session} session
 * @param {Sandbox} sandbox
 * @param {import('../../edge/tls-edge.mjs').TlsEdge} edge
 */
export async function serve({ clock }, sandbox, config, edge) {
  const task = await clock.time('The tasks of the API', () => runningTask(sandbox));
  const sites = await deployedSites(sandbox, config);
  await clock.time(`${sites.length} sites published`, () =>
    Promise.all(sites.map((site) => publish(sandbox, site, 'r1'))),
  );
  const next = await sampleBuild({ ...sites[sites.length - 1], release: 'r2' }); // for the user to publish

  const login = await LoginServer.listen();
  const certificate = await openEdge(sandbox, edge, { [bankIn(config).auth0.domain]: login.url });
  const paths = ['/api/about', ...(hasServers ? ['/api/visits'] : [])];
  const urls = [...sites.map(({ host }) => edge.url(host)), ...paths.map((path) => edge.url(sites[0].api, path))];
  await clock.time(`${urls.length} URLs answer`, () =>
    Promise.all(urls.map((url) => expectAnswer(url, certificate.ca))),
  );
  return { task, sites, next, urls, api: sites[0].api };
}
