import { Stack } from 'aws-cdk-lib';
import { Alias, IKey, Key } from 'aws-cdk-lib/aws-kms';
import { workloadStack } from '../../../support/cloud';
import { auroraIn, mySqlIn, postgresIn } from '../../../support/database';

const ID = 'key/12345678-1234-1234-1234-123456789012';

describe.each([
  ['PostgresDatabase', postgresIn],
  ['MySqlDatabase', mySqlIn],
  ['AuroraPostgresCluster', auroraIn],
])('the key of a %s', (_, make) => {
  const given = (keyIn: (stack: Stack) => IKey) => () => {
    const stack = workloadStack();
    make(stack, { encryptionKey: keyIn(stack) });
  };

  test.each<[title: string, keyIn: (stack: Stack) => IKey]>([
    ['of a key', (stack) => new Alias(stack, 'Given', { aliasName: 'alias/data', targetKey: new Key(stack, 'Key') })],
    ['by its name', (stack) => Alias.fromAliasName(stack, 'Given', 'alias/data')],
  ])('is no alias %s: nothing decrypts with the ARN of one', (__, keyIn) => {
    expect(given(keyIn)).toThrowProblem('database/key-is-an-alias', 'encryptionKey', 'Web/Given', 'Web/Database');
  });

  test('is in the region of the database', () => {
    const arnIn = (region: string) => `arn:aws:kms:${region}:111111111111:${ID}`;
    const keyOf = (region: string) => (stack: Stack) => Key.fromKeyArn(stack, 'Given', arnIn(region));

    expect(given(keyOf('us-east-1'))).toThrowProblem(
      ...(['database/key-elsewhere', 'encryptionKey', 'us-east-1', 'Web/Database'] as const),
    );
    expect(given(keyOf('ap-southeast-1'))).not.toThrow();
  });
});
