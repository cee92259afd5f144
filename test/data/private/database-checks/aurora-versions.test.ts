import { SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import { AuroraPostgresClusterProps } from '../../../../src/data';
import { postgres } from '../../../../src/data/private/database/engine';
import { clusterProblems } from '../../../../src/data/private/database-checks/cluster-problems';
import { saidBy } from '../../../support/api';

const TWO = { subnetIds: ['subnet-a', 'subnet-b'], availabilityZones: ['a', 'b'] } as unknown as SelectedSubnets;

describe('a version of Aurora', () => {
  const saidOf = (full: string, minCapacity: number) => {
    const options = { databaseName: 'tracker', users: ['app'], minCapacity } as unknown as AuroraPostgresClusterProps;
    const [major] = full.split('.');
    const engine = postgres('aurora-postgresql', { full, major }, options);
    return saidBy((given: AuroraPostgresClusterProps) => clusterProblems(given, engine, TWO), options);
  };

  test.each(['11.21', '12.22', '13.5', '14.2'])('%s has no Serverless v2', (full) => {
    expect(saidOf(full, 0.5)).toEqual([['database/not-serverless', 'version', full]]);
  });

  test.each(['13.14', '14.11', '15.6', '16.2'])('%s never pauses', (full) => {
    expect(saidOf(full, 0)).toEqual([['database/cannot-pause', 'minCapacity', 0]]);
    expect(saidOf(full, 0.5)).toEqual([]);
  });

  test.each(['13.15', '14.12', '15.7', '16.3', '17.4', '18.1', '16.4-limitless', '16'])('%s pauses', (full) => {
    expect(saidOf(full, 0)).toEqual([]);
  });
});
