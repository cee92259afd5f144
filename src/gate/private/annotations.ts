import { Stack } from 'aws-cdk-lib';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';

/** Annotations of the constructs in stacks, such as warnings, each with the path of its construct. */
export function annotationsIn(stacks: Stack[], wanted: ArtifactMetadataEntryType): string[] {
  const constructs = new Set(stacks.flatMap((stack) => stack.node.findAll()));
  return [...constructs].flatMap(({ node }) => {
    const notes = node.metadata.filter(({ type }) => type === wanted);
    return notes.map(({ data }) => `${node.path}: ${data}`);
  });
}
