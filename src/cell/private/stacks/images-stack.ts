import { Stack } from 'aws-cdk-lib';
import { ImageRepository } from '../../../service';
import { CellPlan, partOf } from '../cell-plan';

/** The repositories of a cell. */
export interface ImagesPart {
  readonly stack: Stack;
  /** By the version of the API. */
  readonly apis: Record<string, ImageRepository>;
  readonly worker: ImageRepository;
}

/** A repository for each version of the API and one for the worker: before the services, and kept after them. */
export function imagesStack(cell: Stack, { cellName, capacity, apiVersions }: CellPlan): ImagesPart {
  const stack = partOf(cell, 'images', 'images of API and worker', capacity.deletionProtection);
  const { account, region } = cell;
  const repository = (id: string, name: string, nextTag: boolean) => {
    const image = `${account}.dkr.ecr.${region}.amazonaws.com/${cellName}/${name}:live`;
    return new ImageRepository(stack, id, { image, nextTag });
  };
  const apis = apiVersions.map((version) => {
    return [version, repository(idOf(version), `api-${version}`, version === apiVersions.at(-1))];
  });
  return { stack, apis: Object.fromEntries(apis), worker: repository('Worker', 'worker', false) };
}

/** Id of a version of the API: `v1` is `ApiV1`. */
export function idOf(version: string): string {
  return `Api${version.toUpperCase()}`;
}
