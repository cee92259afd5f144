/** Cache-Control header for the files of a folder. */
export interface CacheRule {
  /** Folder with its slash, such as `assets/`, empty for all files. */
  readonly prefix: string;

  /** Cache-Control header that CI publishes the files with. */
  readonly cacheControl: string;
}
