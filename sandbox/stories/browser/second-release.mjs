/* eslint-env browser */
/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { siteOf } from './published.mjs';
import { publish } from '../../run/examples/rl-bank/sites.mjs';

const SECONDS = 15;

/** @type {import('../tell.mjs').Story} */
export const secondRelease = {
  name: 'RB9c an open tab goes on with its release after the next one is published, and a reload shows that one',
  async tell({ sandbox, browser, sites }) {
    const vite = siteOf(sites, 'vite');
    const { page, problems } = await browser.tab(`https://${vite.host}/`);
    await page.getByText('Business account').first().waitFor();
    await publish(sandbox, vite, 'r2');

    await page.getByRole('link', { name: 'Transfer' }).click(); // a chunk that this tab has not loaded yet
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText(/Accepted as T-42-12000/).waitFor();
    assert.equal(await page.locator('#release').textContent(), 'r1');
    await page.reload();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    assert.equal(await page.locator('#release').textContent(), 'r2');
    assert.deepEqual(problems, []);
    await page.close();
  },
};

/** @type {import('../tell.mjs').Story} */
export const serviceWorker = {
  name: 'RB9c the service worker of a Flutter app is replaced by that of the next release, with its files',
  async tell({ sandbox, browser, sites }) {
    const flutter = siteOf(sites, 'flutter');
    const { page, problems } = await browser.tab(`https://${flutter.host}/`);
    const settled = async (release) => {
      const end = performance.now() + SECONDS * 1000;
      for (;;) {
        const names = await page.evaluate(() => caches.keys());
        if (`${names}` === `flutter-app-cache-${release}`) return;
        assert.ok(performance.now() < end, `the caches are ${names}, not that of ${release}`);
        await sleep(100);
      }
    };
    await settled('r1');
    await publish(sandbox, flutter, 'r2');
    await page.reload();
    await page.getByText('Release r2').waitFor();
    await settled('r2');
    assert.deepEqual(problems, []);
    await page.close();
  },
};
