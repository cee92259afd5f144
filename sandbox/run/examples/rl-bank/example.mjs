import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bankIn, configWith, forFirstDeployment, OPEN } from './config.mjs';
import { commands } from './next-steps.mjs';
import { serve, toRunning } from './serve.mjs';
import { fixtures, homeOf } from '../../kernel/aws/assembly.mjs';
import { imageParts } from '../../kernel/aws/image.mjs';

/**
 * The bank of a config. Its plan says what is missing, and its sites are published as CI does.
 *
 * @param {{ config?: string }} options
 * @returns {import('../../kernel/types.d.ts').Example}
 */
export function example({ config: given = OPEN } = {}) {
  const config = forFirstDeployment(resolve(given));
  return {
    name: 'rl-bank',
    context: { config },
    fixtures: (templates) => fixturesOf(config, templates),
    repositories: () => [imageParts(bankIn(config).api.image).repository],
    start: (session, sandbox) => toRunning(session, sandbox, config),
    serve: async (session, sandbox, edge) => {
      const served = await serve(session, sandbox, config, edge);
      return { urls: served.urls, commands: commands({ edge, served }) };
    },
  };
}

/** The options that it takes beside those of every example. */
export const options = ['config'];

/** The example at each launch phase of the API, and three banks that have every key between them. */
export function contexts(folder) {
  const phases = ['not-ready', 'first-start', 'running'].map((launchPhase) =>
    configWith(OPEN, { 'api.launchPhase': launchPhase }, join(folder, `${launchPhase}.yaml`)),
  );
  const configs = ['made', 'adopted', 'endpoints'].map((name) =>
    fileURLToPath(new URL(`./configs/${name}.yaml`, import.meta.url)),
  );
  return [...phases, ...configs].map((config) => ({ config }));
}

/**
 * What exists before the first deployment: the network, the hosted zone and the web ACLs of the config.
 *
 * @param {string} config
 * @param {{ environments: string[] }} templates
 */
export function fixturesOf(config, templates) {
  const { network, domain, api, webapp, merchantPortal } = bankIn(config);
  const closed = `'createResources' of ${config} is false, so there is nothing to deploy: set it to true.`;
  const webAclArns = [api, webapp, merchantPortal].flatMap((part) => part?.webAclArn ?? []);
  return fixtures({ ...homeOf(templates, closed), webAclArns, ...network, ...domain });
}
