import assert from 'node:assert/strict';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { sessionOf } from './jobs.mjs';
import { sitesOf } from './names.mjs';
import { publish, rollBack } from '../../run/examples/rl-bank/sites.mjs';

/** @type {import('../tell.mjs').Story} */
export const publishing = {
  name: 'RB14 publish.sh publishes and rolls back each site with its role alone',
  async tell({ sandbox }) {
    const sites = await sitesOf(sandbox);
    await Promise.all(
      sites.map(async (site) => {
        const session = await sessionOf(sandbox, site.role);
        await publish(session, site, 'r1');
        const at = { Bucket: site.bucket, Key: 'index.html' };
        await session.ask(S3Client, new PutObjectCommand({ ...at, Body: 'another release' }));
        await rollBack(session, site, 'r1');
        /** @type {{ Body: any }} */
        const { Body } = await session.ask(S3Client, new GetObjectCommand(at));
        assert.match(await Body.transformToString(), /^<!doctype html>/, site.bucket);
        // What publish.sh does with a release that is too old; it keeps five.
        const complete = { ...at, Key: '_releases/r1/.complete' };
        await session.ask(S3Client, new DeleteObjectCommand(complete));
      }),
    );
  },
};
