import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { IServiceBinding, PendingInput, ServiceSecret } from '../../../core';
import { nameOf } from '../../../core/private/bindings/binding-names';
import { isMigrationsOnly, migrationsOnly } from '../../../core/private/bindings/migrations-only';

/** Something of one network that services of the other network use: the way to it is that of the peering. */
export class PeeredBinding implements IServiceBinding {
  constructor(
    private readonly binding: IServiceBinding,
    private readonly connect: (client: IConnectable) => void,
  ) {
    if (isMigrationsOnly(binding)) {
      migrationsOnly(this);
    }
  }

  /** How messages name it, which is no construct. */
  public get owner(): string | undefined {
    return nameOf(this.binding);
  }

  public get variables(): Record<string, string> {
    return this.binding.variables;
  }

  public get parameters(): Record<string, IStringParameter> {
    return this.binding.parameters;
  }

  public get secrets(): Record<string, ServiceSecret> {
    return this.binding.secrets;
  }

  public get pendingInputs(): PendingInput[] {
    return this.binding.pendingInputs;
  }

  public get fingerprint(): string {
    return this.binding.fingerprint;
  }

  public allowAccessFrom(client: IConnectable): void {
    this.connect(client);
  }

  public grantUse(grantee: IGrantable): Grant {
    return this.binding.grantUse(grantee);
  }
}
