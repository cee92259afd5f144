import { CreateBucketCommand, DeleteBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { deeds } from './deeds.mjs';
import { JOBS, sessionOf } from './jobs.mjs';
import { cacheName, roleNames, sitesOf } from './names.mjs';
import { assumeAsService } from './session.mjs';

/** @type {import('../tell.mjs').Story} */
export const neighbours = {
  name: 'RB13 with its role a job does nothing next to its own: no neighbour, no secret, no wider role, no deletion',
  async tell({ sandbox }) {
    const sites = await sitesOf(sandbox);
    const { execution, task } = await roleNames(sandbox);
    const sessions = {
      'api-execution': await assumeAsService(sandbox, execution),
      'api-task': await assumeAsService(sandbox, task),
    };
    for (const name of Object.keys(JOBS)) sessions[name] = await sessionOf(sandbox, name);

    // S3 says first that a bucket does not exist, so these do.
    const near = sites.map(({ bucket }) => ({ Bucket: `${bucket}x` }));
    for (const bucket of near) await sandbox.ask(S3Client, new CreateBucketCommand(bucket));
    const all = deeds({ account: sandbox.account, sites, cache: await cacheName(sandbox) });
    for (const [role, session] of Object.entries(sessions)) {
      const others = all.filter(({ by }) => !by.includes(role));
      await Promise.all(
        others.map(({ what, Client, command, region }) =>
          session.isRefused(`${role} cannot ${what}`, Client, command, region),
        ),
      );
    }
    for (const bucket of near) await sandbox.ask(S3Client, new DeleteBucketCommand(bucket));
  },
};
