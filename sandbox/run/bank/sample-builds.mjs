import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { places } from '../kernel/places.mjs';

const template = (name) => readFileSync(join(places.samples, 'site', name), 'utf8');

/** The build output of each toolchain: the same page, with script and style where that toolchain puts them. */
const shapes = {
  vite: (page) => {
    const script = template('app.js');
    const style = template('app.css');
    const files = { [`assets/app-${hash(script)}.js`]: script, [`assets/app-${hash(style)}.css`]: style };
    const [js, css] = Object.keys(files);
    return { ...files, 'index.html': page({ script: `/${js}`, style: `/${css}` }) };
  },
  flutter: (page, { release }) => ({
    'assets/app.css': template('app.css'),
    'main.dart.js': template('app.js'),
    'flutter_bootstrap.js':
      "const app = document.createElement('script');\napp.src = '/main.dart.js';\ndocument.body.append(app);\n",
    'version.json': JSON.stringify({ app_name: 'sample', version: release }),
    'index.html': page({ script: '/flutter_bootstrap.js', style: '/assets/app.css' }),
  }),
};

/** Writes a build of a site to a folder of its own; the path of the folder. */
export function sampleBuild({ name, title, host, api, toolchain, release }, builds = places.builds) {
  const page = (paths) => fill(template('page.html'), { title, host, api, toolchain, release, ...paths });
  const folder = join(builds, `${name}-${release}`);
  for (const [path, content] of Object.entries(shapes[toolchain](page, { release }))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function fill(text, values) {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`page.html has {{${name}}}, but there is no such value`);
    return values[name].replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  });
}

function hash(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}
