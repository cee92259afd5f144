import { BuildSetting } from './build-setting';
import { CacheRule } from './cache-rule';
import { SpaBackends } from './spa-backends';

const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_FIRST = 'no-cache'; // may be stored, but is asked about before each use: a 304 where nothing changed

/** How an app is built for Flutter's web target. */
export interface FlutterOptions {
  /**
   * Whether it is built with `--no-web-resources-cdn`: canvaskit and fonts then come from the site itself and Google's
   * servers leave the Content-Security-Policy.
   * @default false
   */
  readonly ownWebResources?: boolean;
}

/** What follows from the tool that builds an app: which files are hashed, what its scripts need, how a build is told. */
export class SpaToolchain {
  /** Vite: everything under `assets/` has the hash of its content in its name, nothing else has. */
  public static vite(): SpaToolchain {
    return new SpaToolchain('vite', [{ prefix: 'assets/', cacheControl: FOR_EVER }], ['assets/'], {}, viteSettings);
  }

  /**
   * Flutter for the web: nothing is hashed, neither `main.dart.js` nor `canvaskit/`, so nothing may be kept unasked.
   * Build with `--csp`.
   * @param options how the app is built
   */
  public static flutter(options: FlutterOptions = {}): SpaToolchain {
    const google = options.ownWebResources ? [] : ['https://www.gstatic.com', 'https://fonts.gstatic.com'];
    const sources = {
      'script-src': ["'wasm-unsafe-eval'", ...google.slice(0, 1)],
      'style-src': ["'unsafe-inline'"], // the engine injects its style sheet
      'connect-src': google,
      'font-src': google.slice(1),
    };
    return new SpaToolchain('flutter', [], ['assets/', 'canvaskit/'], sources, flutterSettings);
  }

  /** Its rules, the first that fits counts; the last fits every file. */
  public readonly cacheRules: CacheRule[];

  private constructor(
    /** What the publishing script calls it. */
    public readonly name: string,
    rules: CacheRule[],
    /** Folders that hold files alone: a name without extension in there is no route of the app. */
    public readonly fileFolders: string[],
    /** What its code needs of a Content-Security-Policy, by directive. */
    public readonly contentSecuritySources: Record<string, string[]>,
    private readonly settingsOf: (backends: SpaBackends) => BuildSetting[],
  ) {
    this.cacheRules = [...rules, { prefix: '', cacheControl: ASK_FIRST }];
  }

  /**
   * The Cache-Control header that a file is published with.
   * @param path the path of the file in the build, without a slash before it
   */
  public cacheControlFor(path: string): string {
    return this.cacheRules.find(({ prefix }) => path.startsWith(prefix))!.cacheControl;
  }

  /**
   * The keys that a build needs, with the values that are known.
   * @param backends whom the app talks to
   */
  public buildSettings(backends: SpaBackends): BuildSetting[] {
    return this.settingsOf(backends);
  }
}

function viteSettings(backends: SpaBackends): BuildSetting[] {
  return [
    environmentVariable('VITE_API_BASE_URL', backends.apiUrl),
    environmentVariable('VITE_AUTH_DOMAIN', backends.auth0Domain),
    environmentVariable('VITE_AUTH_CLIENT_ID', backends.auth0ClientId),
    environmentVariable('VITE_SENTRY_DSN', backends.sentryDsn),
    environmentVariable('VITE_SENTRY_RELEASE', undefined), // known to the build alone
  ];
}

function flutterSettings(backends: SpaBackends): BuildSetting[] {
  return [
    dartDefine('AUTH0_DOMAIN', backends.auth0Domain),
    dartDefine('AUTH0_CLIENT_ID', backends.auth0ClientId),
    dartDefine('GRAPHQL_ENDPOINT', backends.graphqlUrl),
    dartDefine('SENTRY_ENV', backends.sentryEnvironment),
  ];
}

function environmentVariable(key: string, value: string | undefined): BuildSetting {
  return { key, value, line: `${key}=${value ?? '<fill in>'}` };
}

function dartDefine(key: string, value: string | undefined): BuildSetting {
  return { key, value, line: `--dart-define=${key}=${value ?? '<fill in>'}` };
}
