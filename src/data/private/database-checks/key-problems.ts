import { Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { areDifferent } from '../../../core/private/stacks/stack-of';

/** A key that RDS refuses after minutes, or that no service could decrypt its password with. */
export function keyProblem(scope: Construct, key: IKey | undefined): Problem | undefined {
  return key === undefined ? undefined : (aliasProblem(key) ?? regionProblem(Stack.of(scope).region, key.env.region));
}

/** IAM compares the ARN of the key, never that of an alias. */
function aliasProblem(key: IKey): Problem | undefined {
  return problemIf('aliasName' in key, {
    code: 'database/key-is-an-alias',
    prop: 'encryptionKey',
    value: key.node.path,
    allowed: 'must be the key itself: a role that may decrypt with the ARN of an alias may decrypt nothing',
    fix: "pass the key of the alias, or reference it by 'Key.fromKeyArn()'",
  });
}

function regionProblem(region: string, ofKey: string): Problem | undefined {
  return problemIf(areDifferent(region, ofKey), {
    code: 'database/key-elsewhere',
    prop: 'encryptionKey',
    value: ofKey,
    allowed: `must be a key of ${region}, the region of the database: RDS refuses another one`,
    fix: 'create the key in a stack of that region, or leave it out',
  });
}
