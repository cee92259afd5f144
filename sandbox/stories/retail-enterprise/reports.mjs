import assert from 'node:assert/strict';
import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetObjectCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { services } from '../../run/kernel/aws/service.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/** @type {import('../tell.mjs').Story<import('./retail-world.mjs').RetailWorld>} */
export const reported = {
  name: 'FE3d a report is read from the endpoint of the replica, and its PDF is in the bucket; no other user gets one',
  async tell(world) {
    const { sandbox } = world;
    const today = new Date().toISOString().slice(0, 10);
    assert.equal((await world.ask('/api/reports', { body: { from: today, to: today } })).status, 401);
    const made = await world.askAsAdmin('/api/reports', { body: { from: today, to: today } });
    assert.equal(made.status, 201, JSON.stringify(made.body));

    const { Buckets } = await sandbox.ask(S3Client, new ListBucketsCommand({}));
    const [{ Name: Bucket }] = Buckets.filter(({ Name }) => /-data-reports\w*-/.test(Name) && !/log/.test(Name));
    const { Body } = await sandbox.ask(S3Client, new GetObjectCommand({ Bucket, Key: made.body.report }));
    const pdf = await /** @type {any} */ (Body).transformToString('latin1');
    assert.match(pdf, /^%PDF-1\.4/);
    assert.match(pdf, /\(tea +Green tea +5 +22\.50\) Tj/);
    const read = await world.askAsAdmin(`/api/reports/file?report=${made.body.report}`);
    assert.deepEqual([read.status, read.headers['content-type']], [200, 'application/pdf']);
    await assertReplica(sandbox);
  },
};

/**
 * The tasks of reports have the address of the replica, and those of the API that of its source.
 *
 * @param {Sandbox} sandbox
 */
async function assertReplica(sandbox) {
  const { DBInstances } = await sandbox.ask(RDSClient, new DescribeDBInstancesCommand({}));
  const [replica] = DBInstances.filter((it) => it.ReadReplicaSourceDBInstanceIdentifier);
  for (const { taskDefinition, serviceName } of await services(sandbox)) {
    const described = new DescribeTaskDefinitionCommand({ taskDefinition });
    const { taskDefinition: found } = await sandbox.ask(ECSClient, described);
    const { environment } = found.containerDefinitions.filter(({ environment: it }) => it?.some(isHost))[0];
    const { value } = environment.filter(isHost)[0];
    if (/Reports/.test(serviceName)) assert.equal(value, replica.Endpoint.Address);
  }
}

function isHost({ name }) {
  return name === 'DB_HOST';
}
