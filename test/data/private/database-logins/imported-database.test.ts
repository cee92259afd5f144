import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ManagedDatabase } from '../../../../src/data';
import { ImageRepository, WorkerService } from '../../../../src/service';
import { containerOf, IMAGE } from '../../../support/api';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import { networkIn } from '../../../support/scaffold';

describe('a database of another app', () => {
  const placeOf = (more: object = {}) => {
    const stack = workloadStack();
    const { vpc } = networkIn(stack);
    const secretIn = (name: string) => {
      const arn = `arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:${name}-AbCdEf`;
      return Secret.fromSecretCompleteArn(stack, name, arn);
    };
    const attributes = {
      ...{ databaseName: 'tracker', endpointAddress: 'tracker.abc.ap-southeast-1.rds.amazonaws.com', port: 5432 },
      securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0'),
      userSecrets: { reports: secretIn('reports'), app: secretIn('app') },
      ownerSecret: secretIn('owner'),
      ...more,
    };
    return { stack, vpc, database: ManagedDatabase.fromManagedDatabaseAttributes(stack, 'Database', attributes) };
  };

  test('gives a service the address and its login, and opens its security group', () => {
    const { stack, vpc, database } = placeOf();
    const image = new ImageRepository(stack, 'Image', { image: IMAGE });
    new WorkerService(stack, 'Worker', { vpc, image, uses: [database.forUser('app')] });

    const { Environment, Secrets } = containerOf(stack);

    expect(Environment.map(({ Name }: any) => Name)).toEqual(['DB_HOST', 'DB_NAME', 'DB_PORT']);
    expect(Secrets.map(({ Name }: any) => Name)).toEqual(['DB_PASSWORD', 'DB_USER']);
    expect(resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties)).toMatchObject([
      { GroupId: 'sg-0123456789abcdef0', FromPort: 5432, ToPort: 5432 },
    ]);
    expect([database.userNames, database.databaseName, database.port]).toEqual([['app', 'reports'], 'tracker', 5432]);
    expect([database.endpointAddress, database.readerEndpointAddress]).toEqual([
      'tracker.abc.ap-southeast-1.rds.amazonaws.com',
      undefined,
    ]);
    expect(resourcesOf(stack, 'AWS::RDS::DBInstance')).toEqual([]);
  });

  test('has an owner and readers where they are told', () => {
    const readerEndpointAddress = 'reader.abc.ap-southeast-1.rds.amazonaws.com';
    const { stack, vpc, database } = placeOf({ readerEndpointAddress });

    expect(database.forOwner().variables.DB_READER_HOST).toBe(readerEndpointAddress);
    expect(Object.keys(database.forOwner().secrets)).toContain('APP_DB_PASSWORD');
    expect(database.readerEndpointAddress).toBe(readerEndpointAddress);
    database.allowAccessFrom(new SecurityGroup(stack, 'Client', { vpc, allowAllOutbound: false }));
    database.connections.allowDefaultPortFrom(new SecurityGroup(stack, 'Other', { vpc, allowAllOutbound: false }));
    expect(resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toHaveLength(2);
  });

  test.each([
    ['Port', { port: 0 }, 'database/not-an-endpoint-port', 'port', 0],
    [
      'Address',
      { endpointAddress: 'https://a.example' },
      'database/not-a-domain-name',
      'endpointAddress',
      'https://a.example',
    ],
    ['Reader', { readerEndpointAddress: 'a:1' }, 'database/not-a-domain-name', 'readerEndpointAddress', 'a:1'],
    ['Secret', { userSecrets: { app: 'a' } }, 'props/wrong-type', 'userSecrets.app', 'a'],
  ])('is refused with a wrong %s', (_, more, code, prop, value) => {
    expect(() => placeOf(more)).toThrowProblem(code, prop, value);
  });

  test('has no owner unless its secret is told', () => {
    expect(() => placeOf({ ownerSecret: undefined }).database.forOwner()).toThrowProblem(
      'database/owner-not-known',
      'ownerSecret',
      undefined,
    );
    expect(() => placeOf().database.forUser('ap')).toThrowProblem('database/unknown-user', 'userName', 'ap');
  });
});
