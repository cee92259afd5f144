import { BuildSetting } from './build-setting';
import { CacheRule } from './cache-rule';
import { BACKENDS } from './private/backend-problems';
import { SpaBackend } from './spa-backend';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { BOOLEAN, entriesOf, OPTIONS, TEXT, typeProblems } from '../core/private/checks/types';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache'; // stored, but revalidated before each use: a 304 if nothing changed

// A path that ends in a slash matches what is below it: https://www.w3.org/TR/CSP3/#path-part-match
const GOOGLE_CANVASKIT = 'https://www.gstatic.com/flutter-canvaskit/';
const GOOGLE_FONTS = 'https://fonts.gstatic.com/s/';

const OWN_WEB_RESOURCES: BuildSetting = {
  key: 'no-web-resources-cdn',
  value: 'true',
  line: '--no-web-resources-cdn',
};

/** Build options of a Flutter web app. */
export interface FlutterOptions {
  /**
   * Whether the app is built with `flutter build web --no-web-resources-cdn` and brings its fonts: the site then serves
   * canvaskit and fonts itself, and Google's servers leave the Content-Security-Policy. The build settings name the flag.
   * @see https://github.com/flutter/flutter/pull/184275
   * @default false
   */
  readonly ownWebResources?: boolean;
}

/**
 * Build tool of a single-page app: which files have a hash in their name, what its code needs, how a build is configured.
 *
 * @example
 * import { SpaToolchain } from 'rl-bank-constructs/site';
 *
 * const toolchain = SpaToolchain.vite();
 * const settings = toolchain.buildSettings([{ buildSettings: { VITE_API_URL: 'https://api.bank.example' } }]);
 */
export class SpaToolchain {
  /** Vite: files under `assets/`, and no others, have a hash of their content in their name. */
  public static vite(): SpaToolchain {
    return new SpaToolchain('vite', [{ prefix: 'assets/', cacheControl: IMMUTABLE }], ['assets/'], {}, '', []);
  }

  /**
   * Flutter for the web: no file has a hash in its name, neither `main.dart.js` nor `canvaskit/`, so browsers revalidate
   * all of them. Build with `--csp`.
   *
   * By default Flutter loads canvaskit from www.gstatic.com, and Roboto and fonts for other scripts from fonts.gstatic.com.
   * The Content-Security-Policy allows these two folders, not the hosts: www.gstatic.com also has libraries that run any
   * script.
   * @see https://github.com/flutter/flutter/blob/main/engine/src/flutter/lib/web_ui/lib/src/engine/configuration.dart
   * @param options build options
   */
  public static flutter(options: FlutterOptions = {}): SpaToolchain {
    requireArgument('SpaToolchain.flutter', 'options', options, OPTIONS);
    throwOnProblems('SpaToolchain.flutter', ...typeProblems(options, { ownWebResources: BOOLEAN }));
    const { ownWebResources = false } = options;
    const [canvaskit, fonts] = ownWebResources ? [[], []] : [[GOOGLE_CANVASKIT], [GOOGLE_FONTS]];
    const sources = {
      'script-src': ["'wasm-unsafe-eval'", ...canvaskit],
      'style-src': ["'unsafe-inline'"], // the engine injects its style sheet
      'connect-src': [...canvaskit, ...fonts],
      'font-src': fonts,
    };
    const flags = ownWebResources ? [OWN_WEB_RESOURCES] : [];
    return new SpaToolchain('flutter', [], ['assets/', 'canvaskit/'], sources, '--dart-define=', flags);
  }

  /** Cache rules: the first whose prefix matches applies, and the last matches every file. */
  public readonly cacheRules: CacheRule[];

  private constructor(
    /** Name of the tool, as the publishing script knows it. */
    public readonly name: string,
    rules: CacheRule[],
    /** Folders that hold files only: a path in there is never a route of the app, even without an extension. */
    public readonly fileFolders: string[],
    /** Sources that its code needs in a Content-Security-Policy, by directive. */
    public readonly contentSecuritySources: Record<string, string[]>,
    private readonly linePrefix: string,
    private readonly flags: BuildSetting[],
  ) {
    this.cacheRules = [...rules, { prefix: '', cacheControl: REVALIDATE }];
  }

  /**
   * Returns the Cache-Control header that CI publishes a file with.
   * @param path path of the file in the build, without a leading slash
   */
  public cacheControlFor(path: string): string {
    requireArgument('toolchain.cacheControlFor', 'path', path, TEXT);
    return this.cacheRules.find(({ prefix }) => path.startsWith(prefix))!.cacheControl;
  }

  /**
   * Returns the settings that a build needs: those of the first backend first, each by its key, then those that CI knows.
   * @param backends servers that the app calls
   */
  public buildSettings(backends: SpaBackend[]): BuildSetting[] {
    requireArgument('toolchain.buildSettings', 'backends', backends, BACKENDS);
    const settings = backends.flatMap(({ buildSettings, pendingBuildSettings = [] }) => [
      ...entriesOf(buildSettings).map(([key, value]) => this.settingOf(key, value)),
      ...pendingBuildSettings.map((key) => this.settingOf(key)),
    ]);
    return [...settings, ...this.flags];
  }

  private settingOf(key: string, value?: string): BuildSetting {
    return { key, value, line: `${this.linePrefix}${key}=${value ?? '<fill in>'}` };
  }
}
