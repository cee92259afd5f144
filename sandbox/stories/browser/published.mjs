import assert from 'node:assert/strict';
import { Browser } from './browser.mjs';
import { openEdge } from '../../run/edge/open-edge.mjs';
import { TlsEdge } from '../../run/edge/tls-edge.mjs';
import { bankIn } from '../../run/examples/rl-bank/config.mjs';
import { LoginServer } from '../../run/examples/rl-bank/login.mjs';
import { deployedSites } from '../../run/examples/rl-bank/sites.mjs';
import { OPEN } from '../world.mjs';

/** @type {import('../tell.mjs').Story} */
export const published = {
  name: 'a browser shows the accounts of both published sites without an error',
  async tell(world) {
    const { sandbox } = world;
    world.sites = await deployedSites(sandbox, OPEN);
    const edge = await TlsEdge.listen(0);
    const login = await LoginServer.listen();
    const { cert } = await openEdge(sandbox, edge, { [bankIn(OPEN).auth0.domain]: login.url });
    world.browser = await Browser.launch({ port: edge.port, cert });

    for (const { host } of world.sites) {
      const { page, problems } = await world.browser.tab(`https://${host}/`);
      await page.getByText('Business account').first().waitFor();
      assert.deepEqual(problems, [], host);
      await page.close();
    }
  },
};

/** The site that a toolchain builds. */
export function siteOf(sites, toolchain) {
  const found = sites.find((site) => site.toolchain === toolchain);
  assert.ok(found, `no site is built by ${toolchain}`);
  return found;
}
