import assert from 'node:assert/strict';
import { ListRolesCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { ask } from './users.mjs';
import { ACME, BOREALIS } from '../../run/examples/construction-saas/example.mjs';
import { assumeAsService, Session } from '../iam/session.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const files = {
  name: 'CM4 a tenant uploads and downloads by presigned URLs; another one neither lists nor downloads its file, and a URL that is changed to it is denied',
  async tell({ sandbox, cookies }) {
    const ofAnn = { cookie: cookies.ann };
    const { status, body } = await ask(sandbox, ACME, '/api/files/upload', { ...ofAnn, body: { name: 'plan.pdf' } });
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal((await fetch(body.url, { method: 'PUT', body: 'a plan' })).status, 200);
    const listed = await ask(sandbox, ACME, '/api/files', ofAnn);
    assert.deepEqual(listed.body, { files: [{ name: 'plan.pdf', size: 6 }] });
    const download = (host, cookie) => ask(sandbox, host, '/api/files/download?name=plan.pdf', { cookie });
    const own = await fetch((await download(ACME, cookies.ann)).body.url);
    assert.deepEqual([own.status, await own.text()], [200, 'a plan']);

    assert.deepEqual((await ask(sandbox, BOREALIS, '/api/files', { cookie: cookies.bob })).body, { files: [] });
    const { url } = (await download(BOREALIS, cookies.bob)).body;
    assert.equal((await fetch(url)).status, 404, 'his own prefix');
    assert.equal((await fetch(url.replace('/borealis/', '/acme/'))).status, 403);
    const climbing = encodeURIComponent('../acme/plan.pdf');
    const climbed = await ask(sandbox, BOREALIS, `/api/files/download?name=${climbing}`, { cookie: cookies.bob });
    assert.equal(climbed.status, 400);
    for (const nameless of [undefined, {}, { name: ['plan.pdf'] }]) {
      const upload = await ask(sandbox, ACME, '/api/files/upload', { ...ofAnn, method: 'POST', body: nameless });
      assert.equal(upload.status, 400, JSON.stringify(nameless));
    }
  },
};

/** @type {import('../tell.mjs').Story<import('./world.mjs').PlatformWorld>} */
export const sessions = {
  name: 'CM4 the role of the API reaches no file; a session for one tenant reaches its prefix alone, and none can be had with a second tag',
  async tell({ sandbox }) {
    const api = await assumeAsService(sandbox, await roleNamed(sandbox, /ApiTaskRole/));
    const { Buckets } = await sandbox.ask(S3Client, new ListBucketsCommand({}));
    const [Bucket] = Buckets.map(({ Name }) => Name).filter((name) => /files-filesbucket/.test(name));
    const plan = new GetObjectCommand({ Bucket, Key: 'acme/plan.pdf' });
    await assert.rejects(api.ask(S3Client, plan), { name: 'AccessDenied' });

    const role = await roleNamed(sandbox, /FilesTenantRole/);
    const assume = (...Tags) =>
      api.ask(
        STSClient,
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${sandbox.account}:role/${role}`,
          RoleSessionName: 'story',
          Tags,
        }),
      );
    const as = async (tenant) => new Session(sandbox, (await assume({ Key: 'tenant', Value: tenant })).Credentials);
    assert.ok((await (await as('acme')).ask(S3Client, plan)).Body);
    const other = await as('borealis');
    await assert.rejects(other.ask(S3Client, plan), { name: 'AccessDenied' });
    for (const Prefix of ['acme/', '']) {
      await assert.rejects(other.ask(S3Client, new ListObjectsV2Command({ Bucket, Prefix })), { name: 'AccessDenied' });
    }
    await assert.rejects(assume({ Key: 'tenant', Value: 'acme' }, { Key: 'more', Value: 'x' }), {
      name: 'AccessDenied',
    });
    await assert.rejects(assume(), { name: 'AccessDenied' });
  },
};

/** @param {Sandbox} sandbox */
async function roleNamed(sandbox, pattern) {
  const { Roles } = await sandbox.ask(IAMClient, new ListRolesCommand({ MaxItems: 1000 }));
  const [found] = Roles.map(({ RoleName }) => RoleName).filter((name) => pattern.test(name));
  return found;
}
