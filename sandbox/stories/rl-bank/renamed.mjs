import assert from 'node:assert/strict';
import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { CloudFrontClient, GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { places } from '../../run/kernel/places.mjs';
import { changes } from '../account/inventory.mjs';
import { changedKeys, physicalIds } from '../account/stacks.mjs';
import { distributionOf } from '../fields/sites.mjs';

/** @typedef {import('../world.mjs').World} World */

const EDGE = 'us-east-1';
const STACKS = ['Bank/sites/EdgeTwin', 'Bank/sites', '--exclusively'];

/** @type {import('../tell.mjs').Story} */
export const renamed = {
  name: 'RB2a another host name of a site: the new certificate, then its distribution, in one deployment; the old one stays',
  async tell(world) {
    const ids = await physicalIds(world.sandbox, places.out);
    const lines = await world.inventory();
    const before = await used(world, 'app.bank.example');
    assert.deepEqual(before.names, ['app.bank.example', 'merchant.bank.example']);

    await world.write({ 'domain.appSubdomain': 'my' });
    await world.deploy(...STACKS);
    const after = await used(world, 'my.bank.example');
    assert.deepEqual(after.names, ['merchant.bank.example', 'my.bank.example']);
    assert.equal(after.id, before.id, 'the distribution');
    assert.notEqual(after.certificate, before.certificate);
    assert.equal((await used(world, 'merchant.bank.example')).certificate, after.certificate);
    // The old certificate serves until every edge location has the new one, and is then unused.
    assert.deepEqual(await namesOf(world, before.certificate), before.names);

    const { come, gone } = changes(lines, await world.inventory());
    const host = (type, name) => `record ${type} ${name}.bank.example.`;
    assert.deepEqual(come.filter(isNoStack), [
      `certificate ${after.certificate} in ${EDGE}`,
      ...['A', 'AAAA', 'HTTPS'].map((type) => host(type, 'my')),
    ]);
    assert.deepEqual(
      gone.filter(isNoStack),
      ['A', 'AAAA', 'HTTPS'].map((type) => host(type, 'app')),
    );
    const replaced = changedKeys(ids, await physicalIds(world.sandbox, places.out));
    assert.deepEqual(
      replaced.filter((key) => !/Certificate|Aliases/.test(key)),
      [],
      'what else is replaced',
    );

    await world.write({ 'domain.appSubdomain': 'app' });
    await world.deploy(...STACKS);
    assert.deepEqual((await used(world, 'app.bank.example')).names, before.names);
  },
};

/** The distribution of a host, its certificate and the names of it. @param {World} world */
async function used(world, host) {
  const { Id } = await distributionOf(world.sandbox, host);
  const got = await world.sandbox.ask(CloudFrontClient, new GetDistributionConfigCommand({ Id }), EDGE);
  const certificate = got.DistributionConfig.ViewerCertificate.ACMCertificateArn;
  return { id: Id, certificate, names: await namesOf(world, certificate) };
}

/** @param {World} world */
async function namesOf({ sandbox }, CertificateArn) {
  const { Certificate } = await sandbox.ask(ACMClient, new DescribeCertificateCommand({ CertificateArn }), EDGE);
  return [...Certificate.SubjectAlternativeNames].sort();
}

function isNoStack(line) {
  return !line.startsWith('stack ');
}
