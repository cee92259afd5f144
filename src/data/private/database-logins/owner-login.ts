import { SecretValue } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnDBInstanceProps } from 'aws-cdk-lib/aws-rds';
import { CfnSecret, CfnSecretTargetAttachment } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { generatedSecret, Login, secretSeenFromOtherStacks } from './logins';
import { HostedRotations, OWNER_ROTATION } from './rotation';
import type { Engine } from '../database/engine';

type PasswordProps = Pick<
  CfnDBInstanceProps,
  'masterUsername' | 'manageMasterUserPassword' | 'masterUserSecret' | 'masterUserPassword'
>;

/** What a DB instance or cluster has to say of its master user. */
interface Mastered {
  readonly ref: string;
  readonly attrMasterUserSecretSecretArn: string;
}

/** The owner, whose password RDS keeps and rotates where it can. */
export class OwnerLogin {
  private readonly place: Construct;
  private readonly generated?: CfnSecret;

  /** @param generatedFor engine whose owner has a generated password: with a read replica RDS cannot keep it */
  constructor(
    scope: Construct,
    private readonly userName: string,
    private readonly key: IKey,
    generatedFor?: Engine,
  ) {
    this.place = new Construct(scope, 'Owner');
    this.generated = generatedFor && generatedSecret(this.place, generatedFor, key, userName);
  }

  /** Whether AWS's hosted function has to rotate it. */
  public get isGenerated(): boolean {
    return this.generated !== undefined;
  }

  /** The master user of RDS. An explicit `false` takes a password back that RDS has kept until now. */
  public get props(): PasswordProps {
    const secret = this.generated;
    return secret
      ? {
          masterUsername: this.userName,
          manageMasterUserPassword: false,
          masterUserPassword: SecretValue.secretsManager(secret.ref, { jsonField: 'password' }).unsafeUnwrap(),
        }
      : {
          masterUsername: this.userName,
          manageMasterUserPassword: true,
          masterUserSecret: { kmsKeyId: this.key.keyArn },
        };
  }

  /** The login, once the database is created. */
  public of(database: Mastered, seenKey: IKey, identity: () => unknown, rotations: HostedRotations | undefined): Login {
    const arn = this.generated?.ref ?? database.attrMasterUserSecretSecretArn;
    if (this.generated && rotations) {
      const attached = new CfnSecretTargetAttachment(this.place, 'Attachment', {
        secretId: this.generated.ref,
        targetId: database.ref,
        targetType: 'AWS::RDS::DBInstance',
      });
      rotations.rotate(this.place, this.generated.ref, OWNER_ROTATION).node.addDependency(attached);
    }
    const whole = () => [identity(), this.generated?.logicalId];
    return { userName: this.userName, secret: secretSeenFromOtherStacks(this.place, arn, seenKey, whole) };
  }
}
