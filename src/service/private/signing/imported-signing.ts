import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { grantSign } from './signing-parts';
import { checkRule } from './signing-problems';
import type { IImageSigning, ImageSigningRule } from '../../i-image-signing';

/** Signing profile that is made elsewhere. */
export class ImportedSigning extends Construct implements IImageSigning {
  public readonly signingProfileArn: string;
  public readonly repositories: string[];

  constructor(scope: Construct, id: string, rule: ImageSigningRule) {
    super(scope, id);
    checkRule(this, rule);
    this.signingProfileArn = rule.signingProfileArn;
    this.repositories = [...rule.repositories].sort();
  }

  public grantSign(grantee: IGrantable): Grant {
    return grantSign(this, this.signingProfileArn, grantee);
  }
}
