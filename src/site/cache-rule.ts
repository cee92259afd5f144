/** How long browsers and CloudFront keep some of the files. */
export interface CacheRule {
  /** The folder the files are in, with its slash; empty for all files. */
  readonly prefix: string;

  /** The Cache-Control header that they are published with. */
  readonly cacheControl: string;
}
