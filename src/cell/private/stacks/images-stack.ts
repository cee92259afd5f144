import { Stack } from 'aws-cdk-lib';
import { ImageRepository, ImageSigning } from '../../../service';
import { CellPlan, partOf } from '../cell-plan';

/** The repositories of a cell. */
export interface ImagesPart {
  readonly stack: Stack;
  /** By the version of the API. */
  readonly apis: Record<string, ImageRepository>;
  readonly worker: ImageRepository;
  /** Of the collector beside each task, where the environment samples traces. */
  readonly collector?: ImageRepository;
  /** Of a cell with a permission service. */
  readonly permissions?: ImageRepository;
  /** All of them, whose scans find something. */
  readonly all: ImageRepository[];
  /** Undefined where images are not signed. */
  readonly signing?: ImageSigning;
}

/** Version of AWS Distro for OpenTelemetry that cells run: one of AWS's, which an operator copies. */
const COLLECTOR_VERSION = 'v0.43.3';

/** A repository for each version of the API and one for the worker: before the services, and kept after them. */
export function imagesStack(cell: Stack, plan: CellPlan): ImagesPart {
  const { cellName, capacity, apiVersions } = plan;
  const stack = partOf(cell, 'images', 'images of API and worker', capacity.deletionProtection);
  const { account, region } = cell;
  const repository = (id: string, name: string, nextTag: boolean, tag: string = 'live') => {
    const image = `${account}.dkr.ecr.${region}.amazonaws.com/${cellName}/${name}:${tag}`;
    return new ImageRepository(stack, id, { image, nextTag });
  };
  const apis = apiVersions.map((version) => {
    return [version, repository(idOf(version), `api-${version}`, version === apiVersions.at(-1))] as const;
  });
  const worker = repository('Worker', 'worker', false);
  const collector =
    capacity.traceSamplingPercent === 0 ? undefined : repository('Collector', 'collector', false, COLLECTOR_VERSION);
  const permissions = plan.permissions ? repository('Permissions', 'permissions', true) : undefined;
  const signing =
    plan.signing && new ImageSigning(stack, 'Signing', { ...plan.signing, repositories: [`${cellName}/*`] });
  const all = [...apis.map(([, image]) => image), worker, collector, permissions].flatMap((it) => it ?? []);
  return { stack, apis: Object.fromEntries(apis), worker, collector, permissions, all, signing };
}

/** Id of a version of the API: `v1` is `ApiV1`. */
export function idOf(version: string): string {
  return `Api${version.toUpperCase()}`;
}
