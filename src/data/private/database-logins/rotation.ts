import { CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { IConnectable, ISecurityGroup, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnRotationSchedule } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { privateSubnets } from '../../../core/private/resources/private-subnets';
import type { ManagedDatabaseOptions } from '../../managed-database-options';
import type { Engine } from '../database/engine';

/** Interval of RDS for passwords that it keeps itself. */
export const OWNER_ROTATION = Duration.days(7);

/** Secrets that AWS's hosted function rotates. */
export interface RotatedSecrets {
  readonly engine: Engine;
  readonly key: IKey;
  readonly allowAccessFrom: (client: IConnectable) => void;
}

/** The rotations, where there is a password that RDS does not keep and that has to change by itself. */
export function rotationsFor(
  scope: Construct,
  options: ManagedDatabaseOptions,
  rotated: RotatedSecrets,
  { isGenerated }: { readonly isGenerated: boolean },
): HostedRotations | undefined {
  const isNeeded = isGenerated || options.userPasswordRotation !== undefined;
  return isNeeded ? new HostedRotations(scope, options, rotated) : undefined;
}

/**
 * Rotates passwords by functions that AWS hosts: CloudFormation creates one in a nested stack for each secret. They need the
 * database and Secrets Manager, so they are in private subnets, which have a route out, where the VPC has any.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-secretsmanager-rotationschedule-hostedrotationlambda.html
 */
export class HostedRotations extends Construct {
  private readonly group: ISecurityGroup;
  private readonly subnetIds: string[];

  constructor(
    scope: Construct,
    { vpc }: ManagedDatabaseOptions,
    private readonly rotated: RotatedSecrets,
  ) {
    super(scope, 'Rotation');
    Stack.of(this).addTransform('AWS::SecretsManager-2024-09-16');
    this.subnetIds = vpc.selectSubnets(privateSubnets(vpc)).subnetIds;
    this.group = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'Functions that rotate passwords of the database',
      allowAllOutbound: false,
    });
    this.group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'Secrets Manager');
    rotated.allowAccessFrom(this.group);
  }

  /** Rotates the password of one user, which logs in and changes it itself. */
  public rotate(place: Construct, secretId: string, interval: Duration): CfnRotationSchedule {
    const { engine, key } = this.rotated;
    const schedule = new CfnRotationSchedule(place, 'Rotation', {
      secretId,
      hostedRotationLambda: {
        rotationType: engine.rotationType,
        kmsKeyArn: key.keyArn,
        excludeCharacters: '/@"\'\\ %:;{}()<>[]?#&+=,`~^$*|!',
        vpcSecurityGroupIds: this.group.securityGroupId,
        vpcSubnetIds: this.subnetIds.join(','),
      },
      rotationRules: { automaticallyAfterDays: interval.toDays() },
      rotateImmediatelyOnUpdate: false, // the user may not exist yet
    });
    schedule.node.addDependency(...this.rules);
    return schedule;
  }

  /** The rules that let the functions through: none is called before. */
  private get rules(): CfnResource[] {
    const resources = this.node.findAll().filter((it) => CfnResource.isCfnResource(it));
    return resources.filter(({ cfnResourceType }) => /SecurityGroup(In|E)gress$/.test(cfnResourceType));
  }
}
