import { Stack } from 'aws-cdk-lib';
import { CfnSigningConfiguration } from 'aws-cdk-lib/aws-ecr';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnSigningProfile } from 'aws-cdk-lib/aws-signer';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { IImageSigning, ImageSigningRule } from './i-image-signing';
import { PendingInput } from '../core';
import { ImportedSigning } from './private/signing/imported-signing';
import { grantSign, ruleOf, ruleToAdd } from './private/signing/signing-parts';
import { configurationTakenProblem, requireSigningProps, signingProblems } from './private/signing/signing-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { claimUnique, regionalHomeOf } from '../core/private/checks/unique-claims';
import { crossStackValue } from '../core/private/stacks/cross-stack-value';

/** Properties for defining an `ImageSigning`. */
export interface ImageSigningProps {
  /**
   * Filters of the repositories whose images ECR signs when they are pushed, up to 100: names, in which `*` stands for any
   * characters, such as `acme-crm-prod/*`.
   */
  readonly repositories: string[];

  /**
   * Rules for other profiles, up to 9: ECR has one signing configuration for a registry, which is an account in a region.
   * @default - the rule for `repositories` alone
   */
  readonly otherRules?: ImageSigningRule[];

  /**
   * Whether the registry has its signing configuration from elsewhere. Then the rule is in `pendingInputs`, since ECR signs
   * nothing with the profile until that configuration has it.
   * @default false
   */
  readonly configurationExists?: boolean;
}

/**
 * AWS Signer signing profile, and the signing configuration by which ECR signs images with it when they are pushed.
 *
 * AWS Signer keeps the key. ECR signs as the role that pushes, which `grantSign` lets do so. Neither ECR nor ECS refuses an
 * image without a signature: a `SchemaMigration` does, by its `requireSignature`.
 *
 * [src/service/SIGNING.md](https://github.com/rl-bank/rl-bank-constructs/blob/main/src/service/SIGNING.md)
 * has what is checked where, and several products in one account.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html
 * @example
 * import { ImageSigning } from 'rl-bank-constructs/service';
 *
 * new ImageSigning(this, 'Signing', { repositories: ['acme-crm-prod/*'] });
 */
@propertyInjectable
export class ImageSigning extends Construct implements IImageSigning {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.service.ImageSigning';

  /**
   * References a signing profile that exists, by its rule in the signing configuration of the registry.
   * @param scope where it is referenced
   * @param id its id there
   * @param rule ARN of the profile, and filters of the repositories
   */
  public static fromRule(scope: Construct, id: string, rule: ImageSigningRule): IImageSigning {
    return new ImportedSigning(scope, id, rule);
  }

  /** ARN of the AWS Signer signing profile, for any stack: no CloudFormation export blocks replacing the profile. */
  public readonly signingProfileArn: string;

  /** Filters of the repositories whose images ECR signs with the profile, sorted. */
  public readonly repositories: string[];

  private readonly profile: CfnSigningProfile;
  private readonly configurationExists: boolean;

  constructor(scope: Construct, id: string, props: ImageSigningProps) {
    super(scope, id);
    requireSigningProps(this, props);
    throwOnProblems(this, ...signingProblems(props));
    this.repositories = [...props.repositories].sort();
    this.configurationExists = props.configurationExists ?? false;
    this.profile = new CfnSigningProfile(this, 'Profile', { platformId: 'Notation-OCI-SHA384-ECDSA' });
    this.signingProfileArn = crossStackValue(this.profile, { name: 'SigningProfileArn', value: this.profile.attrArn });
    if (!this.configurationExists) {
      const before = claimUnique(this, ['image-signing/configuration', ...regionalHomeOf(this)], this);
      throwOnProblems(this, configurationTakenProblem(before));
      const own = { signingProfileArn: this.signingProfileArn, repositories: this.repositories };
      new CfnSigningConfiguration(this, 'Configuration', { rules: [own, ...(props.otherRules ?? [])].map(ruleOf) });
    }
  }

  /** The rule of the profile, where the registry has its signing configuration from elsewhere, with the command that adds it. */
  public get pendingInputs(): PendingInput[] {
    const { profile, repositories } = this;
    return this.configurationExists ? [ruleToAdd(Stack.of(this), profile, repositories)] : [];
  }

  /**
   * Grants signing with the profile. ECR signs as the role that pushes: an image that a role without it pushes is not signed.
   * @param grantee the role of CI, which pushes images
   */
  public grantSign(grantee: IGrantable): Grant {
    return grantSign(this, this.signingProfileArn, grantee);
  }
}
