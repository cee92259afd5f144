import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ISynthesisSession, Stack } from 'aws-cdk-lib';
import { ArtifactManifest, ArtifactType } from 'aws-cdk-lib/cloud-assembly-schema';
import { CloudAssembly, CloudAssemblyBuilder } from 'aws-cdk-lib/cx-api';

/** A version that no bootstrap stack has: the CLI refuses to deploy a stack that requires it. */
const NEVER_BOOTSTRAPPED = 999_999;

type Artifacts = Record<string, ArtifactManifest>;

/** Moves stacks of a synthesized cloud assembly into assemblies of their own, which cannot be deployed. */
export class AssemblySplitter {
  private readonly artifacts: Artifacts;

  constructor(private readonly session: ISynthesisSession) {
    this.artifacts = session.assembly.buildAssembly().manifest.artifacts ?? {};
    // The present manifest would deploy the stacks, also if synthesis fails later. The CDK writes a new one at the end.
    rmSync(join(session.outdir, 'manifest.json'));
  }

  /** Removes stacks from the assembly that is deployed. */
  public takeOut(stacks: Stack[]): void {
    this.idsOf(stacks).forEach((id) => this.session.assembly.addArtifact(id, { type: ArtifactType.NONE }));
  }

  /** Copies stacks into an assembly for `cdk list`, `cdk synth` and `cdk diff`, but not for `cdk deploy`. */
  public copy(stacks: Stack[], folder: string): CloudAssembly {
    const outdir = join(this.session.outdir, folder);
    mkdirSync(outdir, { recursive: true });
    const builder = new CloudAssemblyBuilder(outdir);
    const ids = this.idsOf(stacks);
    ids.forEach((id) => builder.addArtifact(id, undeployable(this.artifacts[id], ids)));
    const files = [
      ...ids.flatMap((id) => filesOf(this.artifacts[id])),
      ...stacks.map(({ templateFile }) => templateFile),
    ];
    new Set(files).forEach((file) => this.copyFile(file, outdir));
    return builder.buildAssembly();
  }

  /** Artifact IDs of the stacks, and of their assets that no other stack needs. */
  private idsOf(stacks: Stack[]): string[] {
    const own = stacks.map(({ artifactId }) => artifactId).filter((id) => id in this.artifacts);
    const needed = own.flatMap((id) => this.artifacts[id].dependencies ?? []).filter((id) => this.isAssets(id));
    const others = Object.keys(this.artifacts).filter((id) => !own.includes(id) && !needed.includes(id));
    const shared = others.flatMap((id) => this.artifacts[id].dependencies ?? []);
    return [...own, ...new Set(needed.filter((id) => !shared.includes(id)))];
  }

  private isAssets(id: string): boolean {
    return this.artifacts[id]?.type === ArtifactType.ASSET_MANIFEST;
  }

  private copyFile(file: string, outdir: string): void {
    const from = join(this.session.outdir, file);
    if (existsSync(from)) {
      copyFileSync(from, join(outdir, file));
    }
  }
}

function undeployable(artifact: ArtifactManifest, ids: string[]): ArtifactManifest {
  return {
    ...artifact,
    dependencies: artifact.dependencies?.filter((id) => ids.includes(id)),
    properties: {
      ...artifact.properties,
      requiresBootstrapStackVersion: NEVER_BOOTSTRAPPED,
    } as ArtifactManifest['properties'],
  };
}

function filesOf({ properties, additionalMetadataFile }: ArtifactManifest): string[] {
  const { templateFile, file } = (properties ?? {}) as { templateFile?: string; file?: string };
  return [templateFile, file, additionalMetadataFile].filter((name) => name !== undefined);
}
