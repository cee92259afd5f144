/** Parts of the URI of an image in ECR. */
export interface ImageUri {
  readonly account: string;
  readonly region: string;
  readonly repositoryName: string;
  /** The URI up to the tag. */
  readonly repositoryUri: string;
  /** The tag, unless there is a digest. */
  readonly tag?: string;
  /** The digest, unless there is a tag. */
  readonly digest?: string;
}

const HOST = /(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?/;
const REPOSITORY = /(?<repositoryName>[a-z0-9]+(?:[._/-][a-z0-9]+)*)/;
const TAG = /\w[\w.-]{0,127}/;
const DIGEST = /sha256:[0-9a-f]{64}/;
const VERSION = `(?::(?<tag>${TAG.source})|@(?<digest>${DIGEST.source}))`;
/** A tag of an image. */
export const IMAGE_TAG = new RegExp(`^${TAG.source}$`);
/** The digest of an image. */
export const IMAGE_DIGEST = new RegExp(`^${DIGEST.source}$`);
/** The name of a repository. */
export const REPOSITORY_NAME = new RegExp(`^${REPOSITORY.source}$`);
/** The whole URI. */
export const IMAGE = new RegExp(`^(?<repositoryUri>${HOST.source}/${REPOSITORY.source})${VERSION}$`);

/** The parts of an image's URI; `undefined` outside ECR, or without tag and digest. */
export function parseImageUri(image: string): ImageUri | undefined {
  return IMAGE.exec(image)?.groups as ImageUri | undefined;
}
