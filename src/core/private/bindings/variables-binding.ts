import { IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import type { IServiceBinding } from '../../i-service-binding';
import type { PendingInput } from '../../pending-input';
import type { ServiceSecret } from '../../service-secret';
import { CONNECTABLE, GRANTABLE } from '../checks/cdk-types';
import { requireArgument } from '../checks/required-props';

/** What a service has of something without security groups, such as a queue: variables, and a permission. */
export class VariablesBinding implements IServiceBinding {
  public readonly parameters: Record<string, IStringParameter> = {};
  public readonly pendingInputs: PendingInput[] = [];
  public readonly fingerprint = '';

  constructor(
    /** How messages name it, which is no construct. */
    public readonly owner: string,
    public readonly variables: Record<string, string>,
    private readonly grant: (grantee: IGrantable) => Grant,
    public readonly secrets: Record<string, ServiceSecret> = {},
  ) {}

  /** Opens nothing: it is called by the API of AWS. */
  public allowAccessFrom(client: IConnectable): void {
    requireArgument(this.owner, 'client', client, CONNECTABLE);
  }

  public grantUse(grantee: IGrantable): Grant {
    requireArgument(this.owner, 'grantee', grantee, GRANTABLE);
    return this.grant(grantee);
  }
}
