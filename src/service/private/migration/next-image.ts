import type { IImageRepository } from '../../i-image-repository';

/** The image that the next tag names, in place of that of the deployment tag: what a migration runs. */
export function nextImageOf(image: IImageRepository): IImageRepository {
  return Object.create(image, { imageUri: { value: `${image.repositoryUri}:${image.nextTag}` } });
}
