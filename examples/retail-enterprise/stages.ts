import { Duration, Size } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { Node } from 'constructs';
import { DatabaseInstanceOptions } from 'rl-bank-constructs/data';
import { NetworkEgress } from 'rl-bank-constructs/network';

/** What production and staging differ in. */
export interface Stage {
  /** Prefix of the stacks, and of each name that an account has once. */
  readonly name: string;
  /** Of shop and API. */
  readonly host: string;
  /** Of the API of partners. */
  readonly partnersHost: string;
  readonly egress: NetworkEgress;
  readonly database: Pick<
    DatabaseInstanceOptions,
    'instanceType' | 'singleAz' | 'allocatedStorage' | 'snapshotIdentifier' | 'backupRetention'
  >;
  /** Whether vaults keep the data: those of a copy would keep what it has before persons are removed. */
  readonly vaults: boolean;
  readonly redis: { readonly nodeType: string; readonly replicas: number };
  /** Tasks of each service. */
  readonly desiredCount: number;
  /** Whether the stage makes the role by which API Gateway writes logs: an account has one. */
  readonly accountLogging: boolean;
  /** What runs before the tasks of each release. */
  readonly migration: string[];
}

/** The live system. */
export const PRODUCTION: Stage = {
  name: 'retail-production',
  host: 'shop.retail.example',
  partnersHost: 'partners.retail.example',
  egress: NetworkEgress.natGatewayPerZone(),
  database: { instanceType: new InstanceType('m7g.large'), backupRetention: Duration.days(30) },
  vaults: true,
  redis: { nodeType: 'cache.m7g.large', replicas: 1 },
  desiredCount: 3,
  accountLogging: true,
  migration: ['./migrate/migrate.sh'],
};

/** Scaled down, with data of production without persons: its migration begins with the removal of personal data. */
export const STAGING: Stage = {
  name: 'retail-staging',
  host: 'staging.retail.example',
  partnersHost: 'partners-staging.retail.example',
  egress: NetworkEgress.singleNatGateway(),
  database: {
    ...{ instanceType: new InstanceType('t4g.medium'), singleAz: true },
    snapshotIdentifier: 'retail-production-for-staging',
    allocatedStorage: Size.gibibytes(20), // that of the snapshot
    backupRetention: Duration.days(1),
  },
  vaults: false,
  redis: { nodeType: 'cache.t4g.small', replicas: 0 },
  desiredCount: 1,
  accountLogging: false,
  migration: ['./migrate/sanitize-and-migrate.sh'],
};

const STAGES = new Map([
  ['production', PRODUCTION],
  ['staging', STAGING],
]);

/** The stages of `-c stages=staging`, separated by commas: production without it. */
export function stagesOf(node: Node): Stage[] {
  const names: string[] = `${node.tryGetContext('stages') ?? 'production'}`.split(',');
  return names.map((name) => {
    const stage = STAGES.get(name);
    if (stage === undefined) {
      throw new Error(`'stages' has ${JSON.stringify(name)}, but must be of: ${[...STAGES.keys()].join(', ')}.`);
    }
    return stage;
  });
}
