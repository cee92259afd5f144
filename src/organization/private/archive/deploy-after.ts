import { Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { topLevelStack } from '../../../core/private/stacks/stack-of';
import { twinIn } from '../../../core/private/stacks/twin-stack';
import { dependOn } from '../../../core/private/stacks/weak-reference';
import type { ILogArchive } from '../../i-log-archive';

/** Deploys a stack after the archive, where the app makes that: its names are known before, and the services check what they name. */
export function deployAfter(scope: Construct, archive: ILogArchive, region: string = archive.region): void {
  const isOfApp = 'landingBucket' in archive;
  const stack = topLevelStack(scope);
  if (!isOfApp || Stage.of(archive) !== Stage.of(stack)) {
    return;
  }
  const producer = region === archive.region ? topLevelStack(archive as unknown as Construct) : twinOf(archive, region);
  if (producer !== stack) {
    dependOn(stack, producer);
  }
}

function twinOf(archive: ILogArchive, region: string): Stack {
  return twinIn(archive as unknown as Construct, region);
}
