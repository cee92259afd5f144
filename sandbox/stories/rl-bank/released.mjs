import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ListSecretsCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { pushImage } from '../../run/kernel/aws/initial-values.mjs';
import { missing, service } from '../../run/kernel/aws/service.mjs';
import { places } from '../../run/kernel/places.mjs';

const RECORDED = join(places.root, 'test', 'examples', 'released.json.gz');
export const RELEASED = join(places.run, 'released');

/** @type {import('../tell.mjs').Story} */
export const released = {
  name: 'LB6 the templates of the last release are deployed: with values and an image, 2 tasks run',
  async tell(world) {
    const assembly = JSON.parse(gunzipSync(readFileSync(RECORDED)).toString('utf8'));
    mkdirSync(RELEASED, { recursive: true });
    for (const [file, content] of Object.entries(assembly)) {
      writeFileSync(join(RELEASED, file), JSON.stringify(content));
    }
    await world.deployOf(RELEASED, 'Bank/images', 'Bank/settings');
    await fillIn(world);
    await world.deployOf(RELEASED);
    assert.deepEqual(await missing(world.sandbox), []);
    assert.equal((await service(world.sandbox)).runningCount, 2);
  },
};

/** What an operator and CI do before tasks can start. */
async function fillIn({ sandbox }) {
  const { SecretList } = await sandbox.ask(SecretsManagerClient, new ListSecretsCommand({ MaxResults: 100 }));
  for (const { Name } of SecretList) {
    const put = new PutSecretValueCommand({ SecretId: Name, SecretString: `of ${Name.split('/').pop()}` });
    await sandbox.ask(SecretsManagerClient, put);
  }
  const release = { Name: '/rl/bank/api/SENTRY_RELEASE', Value: 'sha-0123456', Type: /** @type {const} */ ('String') };
  await sandbox.ask(SSMClient, new PutParameterCommand(release));
  await pushImage(sandbox, { repository: 'rl-bank-api', channel: 'live', commit: '0123456' });
}
