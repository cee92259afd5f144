import { createHash, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { places } from '../../run/kernel/places.mjs';
import { Refusal } from '../../run/kernel/refusal.mjs';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SECONDS = 15;

/** Chromium, for which every host name is the edge of the sandbox, and which trusts the certificate of this edge alone. */
export class Browser {
  static async launch({ port, cert }) {
    if (!existsSync(PROGRAM)) {
      throw new Refusal(
        `'CHROMIUM' is ${PROGRAM}, but must be Chromium: apt install chromium, or set CHROMIUM to its path.`,
      );
    }
    const key = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
    const context = await chromium.launchPersistentContext(join(places.run, 'chromium'), {
      executablePath: PROGRAM,
      env: { ...process.env, HOME: places.home },
      handleSIGINT: false, // the session ends what it has started
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
        `--ignore-certificate-errors-spki-list=${createHash('sha256').update(key).digest('base64')}`,
        '--no-sandbox', // not possible for root, and the pages are ours
        '--disable-background-networking',
      ],
    });
    context.setDefaultTimeout(SECONDS * 1000);
    return new Browser(context);
  }

  #context;

  /** @param {import('playwright-core').BrowserContext} context */
  constructor(context) {
    this.#context = context;
  }

  /**
   * A new tab. `problems` are its errors: of scripts, of the console and of the Content-Security-Policy.
   *
   * @param {string} [url]
   */
  async tab(url) {
    const page = await this.#context.newPage();
    /** @type {string[]} */
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    if (url) await page.goto(url);
    return { page, problems };
  }

  close() {
    return this.#context.close();
  }
}
