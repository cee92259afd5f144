/** Server that an app calls from the browser: what the Content-Security-Policy has to allow, and what the build has to know. */
export interface SpaBackend {
  /**
   * URLs that the app calls, such as `https://api.tracker.example/v1` or `wss://live.tracker.example`. The `connect-src`
   * directive allows their origins.
   * @default - `connect-src` stays as it is
   */
  readonly urls?: string[];

  /**
   * Sources that the client library needs beside `connect-src`, by directive, such as
   * `{ 'frame-src': ['https://login.tracker.example'] }`.
   * @default - the other directives stay as they are
   */
  readonly contentSecuritySources?: Record<string, string[]>;

  /**
   * Values for the build by key, such as `{ VITE_USER_POOL_ID: 'eu-west-2_AbCdEfGhI' }`: environment variables for Vite, which
   * hands those that begin with `VITE_` to the app, and `--dart-define` arguments for Flutter. Browsers read them: pass no secret.
   * @default - the build needs no value of this server
   */
  readonly buildSettings?: Record<string, string>;

  /**
   * Keys whose values CI knows and the infrastructure does not, such as `VITE_RELEASE`.
   * @default - the infrastructure knows all values
   */
  readonly pendingBuildSettings?: string[];
}
