import { DockerImageAssetLocation, FileAssetLocation, StackSynthesizer } from 'aws-cdk-lib';
import { throwOnProblems } from '../../../core/private/checks/problems';

/** Writes no artifact: the template is a property of a resource. Accounts of the baseline have no bootstrap bucket either. */
export class InlineSynthesizer extends StackSynthesizer {
  public addFileAsset(): FileAssetLocation {
    return this.refuse('a file asset');
  }

  public addDockerImageAsset(): DockerImageAssetLocation {
    return this.refuse('an image asset');
  }

  public synthesize(): void {}

  private refuse(value: string): never {
    throwOnProblems(this.boundStack, {
      code: 'baseline/asset',
      prop: 'template',
      value,
      allowed: 'cannot have assets, which CDK uploads to one account and region',
      fix: 'write code inline, or define it in a stack of the account',
    });
    throw new Error('unreachable');
  }
}
