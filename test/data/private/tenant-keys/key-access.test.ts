import { App } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { TenantKeys } from '../../../../src/data';
import { ACCOUNT, newApp, workloadStack } from '../../../support/cloud';
import { Context, isAllowed } from '../../../support/iam/decide';
import { PolicyDocument, roleIn } from '../../../support/iam/policies';
import { resourcePoliciesOf } from '../../../support/iam/resource-policies';
import { World } from '../../../support/iam/world';

const app = newApp();
world(app);
const deployed = World.of(app);
const service = roleIn(deployed, 'TaskRole');
const north = deployed.one('AWS::KMS::Key', 'north').arn!;
const policy = resourcePoliciesOf(deployed).get(north);

/** Keys of two tenants in one stack, and a service that uses them in another. */
function world(scope: App): void {
  const keys = new TenantKeys(workloadStack(scope, 'Data'), 'TenantKeys', {
    ...{ namePrefix: 'acme-crm-prod', tenants: ['north', 'south'] },
  });
  const stack = workloadStack(scope, 'Service');
  keys.grantUse(new Role(stack, 'TaskRole', { assumedBy: new AccountRootPrincipal() })).assertSuccess();
}

/** A key that is not of these tenants: its policy leaves it to IAM, as those of most keys do. */
const LEFT_TO_IAM: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

/** Whether KMS answers the service, with a key that has these aliases. */
async function allows(action: string, aliases: string[], context: Context, resource = north): Promise<boolean> {
  return isAllowed({
    ...{ principal: service.arn, identity: service.identity, account: ACCOUNT, action, resource },
    context: { 'kms:ResourceAliases': aliases, ...context },
    resourcePolicy: resource === north ? policy : LEFT_TO_IAM,
  });
}

const USED = ['kms:GenerateDataKey', 'kms:Decrypt'];
const OF_NORTH = { 'kms:EncryptionContext:tenant': 'north' };
const OTHER_KEY = north.replace(/[^/]*$/, 'other');

test('nothing that decides is left out of what is proven', () => {
  expect(deployed.unresolved).toEqual([]);
  expect(policy).toBeDefined();
});

describe('PC10b a service that uses keys of tenants', () => {
  test.each<[what: string, aliases: string[], isReached: boolean]>([
    ['the prefix', ['alias/acme-crm-prod/east'], true], // a tenant that was added later
    ['the prefix and another one', ['alias/shared', 'alias/acme-crm-prod/east'], true],
    ['another cell', ['alias/acme-crm-dev/north'], false],
    ['a cell whose name begins alike', ['alias/acme-crm-prod-eu/north'], false],
    ['a cell whose name ends alike', ['alias/x/acme-crm-prod/north'], false],
    ['AWS', ['alias/aws/s3'], false],
    ['no one', [], false],
  ])('reaches a key with an alias of %s: %j %s', async (_, aliases, isReached) => {
    const context = { 'kms:EncryptionContext:tenant': 'east' };
    const answers = await Promise.all(USED.map(async (it) => allows(it, aliases, context, OTHER_KEY)));

    expect(answers).toEqual([isReached, isReached]);
  });

  test.each<[what: string, context: Context, isServed: boolean]>([
    ['that tenant', OF_NORTH, true],
    ['that tenant and the id of a record', { ...OF_NORTH, 'kms:EncryptionContext:record': '17' }, true],
    ['another tenant', { 'kms:EncryptionContext:tenant': 'south' }, false],
    ['another case', { 'kms:EncryptionContext:tenant': 'North' }, false],
    ['no tenant', {}, false],
    ['another thing', { 'kms:EncryptionContext:record': '17' }, false],
  ])('is served by the key of a tenant with a context of %s: %s', async (_, context, isServed) => {
    const aliases = ['alias/acme-crm-prod/north'];
    const answers = await Promise.all(USED.map(async (it) => allows(it, aliases, context)));

    expect(answers).toEqual([isServed, isServed]);
  });

  test('reaches a key of the prefix without a context not either, whatever its policy says', async () => {
    expect(await allows('kms:Decrypt', ['alias/acme-crm-prod/east'], {}, OTHER_KEY)).toBe(false);
  });

  test('is served no longer when the alias of a tenant is gone', async () => {
    expect(await Promise.all(USED.map(async (it) => allows(it, [], OF_NORTH)))).toEqual([false, false]);
  });

  test.each<[action: string, context: Context]>([
    ['Encrypt', OF_NORTH], // of data: no data key
    ['ReEncryptFrom', OF_NORTH],
    ['CreateGrant', OF_NORTH],
    ...['PutKeyPolicy', 'ScheduleKeyDeletion', 'DisableKey', 'UpdateAlias', 'DeleteAlias'].map(
      (it): [string, Context] => {
        return [it, {}];
      },
    ),
  ])('has no kms:%s on the key of a tenant', async (action, context) => {
    expect(await allows(`kms:${action}`, ['alias/acme-crm-prod/north'], context)).toBe(false);
  });
});

test('PC10b the policy of a key refuses other tenants to administrators of the account as well', async () => {
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow' as const, Action: '*', Resource: '*' }] };
  const asAdmin = async (action: string, context: Context) => {
    return isAllowed({
      ...{ principal: `arn:aws:iam::${ACCOUNT}:role/admin`, account: ACCOUNT, action, resource: north, context },
      ...{ identity: [{ name: 'Admin', policy: everything }], resourcePolicy: policy },
    });
  };
  const actions = ['Encrypt', 'Decrypt', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'];
  const crypto = await Promise.all(
    actions.map(async (it) => [await asAdmin(`kms:${it}`, OF_NORTH), await asAdmin(`kms:${it}`, {})]),
  );

  expect(crypto).toEqual(actions.map(() => [true, false]));
  expect(await asAdmin('kms:PutKeyPolicy', {})).toBe(true); // who manages keys can open them: README of this page
});
