/** A build of a web app: the text of each file by its path. What a file needs it names in quotes, with a slash first. */
export type Build = Record<string, string>;

export interface App {
  readonly toolchain: 'vite' | 'flutter';
  /** The nth build. Of Vite's builds, 1 and 2 share a picture, and so do 3 and 4. */
  readonly build: (n: number) => Build;
}

export interface SiteFile {
  readonly text: string;
  /** Cache-Control and Content-Type. */
  readonly headers: [string | undefined, string];
}

const FOREVER = 'public, max-age=31536000, immutable';

/** The headers that the contract promises; `{n}` stands for a number. */
const headers: Record<App['toolchain'], Record<string, [string, string]>> = {
  vite: {
    'assets/index-{n}.js': [FOREVER, 'text/javascript'],
    'assets/logo-{n}.svg': [FOREVER, 'image/svg+xml'],
    'assets/sum-{n}.wasm': [FOREVER, 'application/wasm'],
    'favicon.ico': ['no-cache', 'image/vnd.microsoft.icon'],
    'index.html': ['no-cache', 'text/html'],
    'manifest.webmanifest': ['no-cache', 'application/manifest+json'],
  },
  flutter: {
    'assets/AssetManifest.bin.json': ['no-cache', 'application/json'],
    'assets/NOTICES': ['no-cache', 'binary/octet-stream'],
    'assets/picture {n}.png': ['no-cache', 'image/png'],
    'canvaskit/canvaskit.wasm': ['no-cache', 'application/wasm'],
    'flutter_bootstrap.js': ['no-cache', 'text/javascript'],
    'flutter_service_worker.js': ['no-cache', 'text/javascript'],
    'icons/Icon {n}.png': ['no-cache', 'image/png'],
    'index.html': ['no-cache', 'text/html'],
    'main.dart.js': ['no-cache', 'text/javascript'],
    'main.dart.mjs': ['no-cache', 'text/javascript'],
    'version.json': ['no-cache', 'application/json'],
  },
};

export const vite: App = {
  toolchain: 'vite',
  build: (n) => ({
    'index.html': `<link href="/favicon.ico"><link href="/manifest.webmanifest"><script src="/assets/index-${n}.js">`,
    [`assets/index-${n}.js`]: `import "/assets/logo-${n + (n % 2)}.svg"; fetch("/assets/sum-${n}.wasm")`,
    [`assets/logo-${n + (n % 2)}.svg`]: '<svg/>',
    [`assets/sum-${n}.wasm`]: '\0asm',
    'favicon.ico': 'icon',
    'manifest.webmanifest': `{"build": ${n}}`,
  }),
};

export const flutter: App = {
  toolchain: 'flutter',
  build: (n) => ({
    'index.html': `<script src="/flutter_bootstrap.js"> ${n}`,
    'flutter_bootstrap.js': `load("/main.dart.js", "/main.dart.mjs", "/canvaskit/canvaskit.wasm") ${n}`,
    'flutter_service_worker.js': `"${n}"`,
    'main.dart.js': `load("/assets/AssetManifest.bin.json", "/icons/Icon 192.png", "/assets/picture ${n}.png")`,
    'main.dart.mjs': `export default ${n}`,
    'version.json': `{"version": "${n}"}`,
    'assets/AssetManifest.bin.json': '""',
    'assets/NOTICES': 'a licence',
    [`assets/picture ${n}.png`]: 'picture',
    'canvaskit/canvaskit.wasm': `\0asm ${n}`,
    'icons/Icon 192.png': 'icon',
  }),
};

/** With no more files than it takes to have each step. */
export const smallVite: App = {
  toolchain: 'vite',
  build: (n) => ({
    'index.html': `<link href="/manifest.webmanifest"><script src="/assets/index-${n}.js">`,
    [`assets/index-${n}.js`]: 'import',
    'manifest.webmanifest': `{"build": ${n}}`,
  }),
};

/** With no more files than it takes to have each step. */
export const smallFlutter: App = {
  toolchain: 'flutter',
  build: (n) => ({
    'index.html': `<script src="/main.dart.js"> ${n}`,
    'main.dart.js': `load("/assets/picture ${n}.png")`,
    [`assets/picture ${n}.png`]: 'picture',
  }),
};

/** What is at the root when these builds are. */
export function pathsOf(app: App, ...numbers: number[]): string[] {
  return [...new Set(numbers.flatMap((n) => Object.keys(app.build(n))))].sort();
}

/** What is in the complete copy of a build. */
export function copyOf(app: App, n: number): string[] {
  return ['.complete', ...pathsOf(app, n)].sort();
}

/** The headers that a file of an app is promised. */
export function headersOf({ toolchain }: App, path: string): [string, string] {
  return headers[toolchain][path.replace(/(?<=[- ])\d+(?=\.\w+$)/, '{n}')];
}

/** What the index of a website needs, and what that needs, that is not there as promised. */
export function brokenParts(app: App, files: Record<string, SiteFile | undefined>): string[] {
  const problems: string[] = [];
  const needed = new Set(['index.html']);
  for (const path of needed) {
    const file = files[path];
    const promised = headersOf(app, path).join('; ');
    if (!file) {
      problems.push(`${path} is not there`);
    } else if (file.headers.join('; ') !== promised) {
      problems.push(`${path} has ${file.headers.join('; ')}, not ${promised}`);
    }
    [...(file?.text ?? '').matchAll(/"\/([^"]+)"/g)].forEach(([, reference]) => needed.add(reference));
  }
  return problems;
}
