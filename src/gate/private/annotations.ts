import { Stack } from 'aws-cdk-lib';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';

/** What the constructs in these stacks noted on themselves, such as warnings, each with whose it is. */
export function annotationsIn(stacks: Stack[], wanted: ArtifactMetadataEntryType): string[] {
  const constructs = new Set(stacks.flatMap((stack) => stack.node.findAll()));
  return [...constructs].flatMap(({ node }) => {
    const notes = node.metadata.filter(({ type }) => type === wanted);
    return notes.map(({ data }) => `${node.path}: ${data}`);
  });
}
