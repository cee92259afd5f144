import assert from 'node:assert/strict';
import { BatchGetImageCommand, ECRClient } from '@aws-sdk/client-ecr';
import { tasksOf } from '../../run/examples/rl-bank/task.mjs';
import { service } from '../../run/kernel/aws/service.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/**
 * The digest of an image.
 *
 * @param {Sandbox} sandbox
 */
export async function digestOf(sandbox, imageTag) {
  const image = new BatchGetImageCommand({ repositoryName: 'rl-bank-api', imageIds: [{ imageTag }] });
  const { images } = await sandbox.ask(ECRClient, image);
  return images[0].imageId.imageDigest;
}

/**
 * Asserts that 2 tasks of the service run, that all have the image of a commit, and that no deployment is in progress.
 *
 * @param {Sandbox} sandbox
 */
export async function runsCommit(sandbox, commit) {
  const { tasks } = await tasksOf(sandbox);
  const digest = await digestOf(sandbox, `sha-${commit}`);
  assert.deepEqual(
    tasks.map(({ lastStatus, containers: [{ imageDigest }] }) => [lastStatus, imageDigest]),
    Array(2).fill(['RUNNING', digest]),
  );
  assert.equal((await primary(sandbox)).rolloutState, 'COMPLETED');
}

/**
 * The primary deployment of the service.
 *
 * @param {Sandbox} sandbox
 */
export async function primary(sandbox) {
  const { deployments } = await service(sandbox);
  const found = deployments.find(({ status }) => status === 'PRIMARY');
  assert.ok(found);
  return found;
}
