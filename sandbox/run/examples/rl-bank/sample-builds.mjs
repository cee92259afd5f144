import { execFile } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { limits } from '../../kernel/limits.mjs';
import { places } from '../../kernel/places.mjs';
import { Refusal } from '../../kernel/refusal.mjs';

const vite = join(places.sandbox, 'node_modules', 'vite', 'bin', 'vite.js');

/** How each toolchain builds its sample, with the build settings that the plan prints for CI. */
const builders = {
  vite: async (folder, { api, auth0, release }) => {
    const settings = {
      VITE_API_BASE_URL: `https://${api}`,
      VITE_AUTH_DOMAIN: auth0.domain,
      VITE_AUTH_CLIENT_ID: auth0.clientId,
      VITE_SENTRY_RELEASE: release,
    };
    const args = [vite, 'build', join(places.samples, 'portal'), '--outDir', folder];
    const options = { env: { PATH: process.env.PATH, ...settings }, timeout: limits.build * 1000 };
    await promisify(execFile)(process.execPath, args, options).catch((error) => {
      throw new Refusal(
        'Vite did not build the sample portal.',
        `${error.stdout}${error.stderr}`.trim() || error.message,
      );
    });
  },
  // Flutter is no package of npm: the sample has the files of its build, written by hand.
  flutter: async (folder, { api, release }) => {
    cpSync(join(places.samples, 'customers'), folder, { recursive: true });
    const values = { GRAPHQL_ENDPOINT: `https://${api}/api/graphql`, release };
    for (const name of readdirSync(folder).filter((file) => /\.js(on)?$/.test(file))) {
      const path = join(folder, name);
      writeFileSync(path, fill(readFileSync(path, 'utf8'), values));
    }
  },
};

/**
 * Builds a site into a folder of its own; the path of the folder.
 *
 * @param {{ name: string, api: string, auth0: { domain: string, clientId?: string }, toolchain: string, release: string }} site
 */
export async function sampleBuild(site, builds = places.builds) {
  const folder = join(builds, `${site.name}-${site.release}`);
  await builders[site.toolchain](folder, site);
  return folder;
}

function fill(text, values) {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`A sample has {{${name}}}, but there is no such value`);
    return values[name];
  });
}
