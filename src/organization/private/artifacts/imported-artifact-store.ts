import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { attributeProblems } from './problems';
import { grantRead, partsOf, StoreParts } from './store-parts';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireArgument, requireProps } from '../../../core/private/checks/required-props';
import { OPTIONS, requireTypes, TEXT } from '../../../core/private/checks/types';
import type { ArtifactStoreAttributes, IArtifactStore } from '../../i-artifact-store';

/** A store of another app, by its names. */
export class ImportedArtifactStore extends Construct implements IArtifactStore {
  public readonly domainName: string;
  public readonly accountId: string;
  public readonly region: string;
  public readonly domainArn: string;
  public readonly npmRepositoryArn: string;
  public readonly pypiRepositoryArn: string;
  public readonly npmLoginCommand: string;
  public readonly pipLoginCommand: string;
  private readonly parts: StoreParts;

  constructor(scope: Construct, id: string, attributes: ArtifactStoreAttributes) {
    super(scope, id);
    const place = 'ArtifactStore.fromArtifactStoreAttributes';
    requireArgument(place, 'attributes', attributes, OPTIONS);
    requireProps(place, attributes, { domainName: true, accountId: true, region: true });
    requireTypes(place, attributes, { domainName: TEXT, accountId: TEXT, region: TEXT });
    throwOnProblems(place, ...attributeProblems(attributes));
    this.parts = partsOf(this, attributes);
    ({
      domainName: this.domainName,
      accountId: this.accountId,
      region: this.region,
      domainArn: this.domainArn,
      npmRepositoryArn: this.npmRepositoryArn,
      pypiRepositoryArn: this.pypiRepositoryArn,
      npmLoginCommand: this.npmLoginCommand,
      pipLoginCommand: this.pipLoginCommand,
    } = this.parts);
  }

  public grantRead(grantee: IGrantable): Grant {
    return grantRead(this, this.parts, grantee);
  }
}
