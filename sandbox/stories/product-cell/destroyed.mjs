import assert from 'node:assert/strict';
import { DescribeDBClustersCommand, DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { print } from './cell-world.mjs';
import { CELLS, LIVE } from './cells.mjs';
import { during } from './load.mjs';
import { changes } from '../account/inventory.mjs';
import { physicalIds, stacksIn } from '../account/stacks.mjs';

/** What stays of a cell without the protection of its environment: data, their keys, images and logs. */
const RETAINED = /^(bucket|key|log group|queue|repository|snapshot) /;

/** @type {import('../tell.mjs').Story<import('./cell-world.mjs').CellWorld>} */
export const destroyed = {
  name: 'PC2j a cell is destroyed while its neighbours serve: none of their requests fails, nothing of them is gone, and data, images and logs of it are left',
  async tell(world) {
    await world.synthesizeCell(LIVE, { launchPhase: 'first-start', modules: 'tasks,contacts' });
    const before = await world.inventory();
    const database = await databaseOf(world);
    const neighbours = CELLS.filter((cell) => cell !== LIVE);
    const ofNeighbours = Object.fromEntries(
      neighbours.flatMap((cell) =>
        ['/v1/health', '/v2/leads/health'].map((path) => [`${cell}${path}`, () => world.ask(cell, path)]),
      ),
    );
    const { asked, failed, seconds, slowest } = await during(ofNeighbours, async () => {
      await assert.rejects(world.destroy('ProductCell/**'), /-network\): destroy failed/); // its database is retained
      await deleteDatabase(world, database);
      await world.destroy('ProductCell/**');
    });
    const figures = { seconds, 'requests of neighbours': asked, failed: failed.length, 'slowest, ms': slowest };
    print(`${LIVE} is destroyed`, figures);
    assert.deepEqual(failed, []);
    const after = await world.inventory();
    const { gone } = changes(before, after);
    const isOf = (cell) => (line) => line.replaceAll('-', '').includes(cell.replaceAll('-', ''));
    for (const cell of neighbours) assert.deepEqual(gone.filter(isOf(cell)), [], cell);
    const left = after.filter(isOf(LIVE));
    assert.deepEqual(
      left.filter((line) => !RETAINED.test(line) && !/ DELETE_COMPLETE/.test(line)),
      [],
    );
  },
};

/** The cluster of the cell, by the id that CloudFormation gave it. */
async function databaseOf(world) {
  const folder = world.assemblyOf(LIVE);
  const [{ path, template }] = stacksIn(folder).filter(({ name }) => name === `${LIVE}-data`);
  const id = Object.keys(template.Resources).find((each) => template.Resources[each].Type === 'AWS::RDS::DBCluster');
  return (await physicalIds(world.sandbox, folder))[`${path} ${id}`];
}

/** Deletes the retained database of the cell, and what it was in. */
async function deleteDatabase({ sandbox }, name) {
  const asked = new DescribeDBClustersCommand({ DBClusterIdentifier: name });
  const [cluster] = (await sandbox.ask(RDSClient, asked)).DBClusters;
  const { DBInstances } = await sandbox.ask(RDSClient, new DescribeDBInstancesCommand({}));
  const instances = DBInstances.filter(({ DBClusterIdentifier }) => DBClusterIdentifier === name);
  const ofInstances = instances.map(
    ({ DBInstanceIdentifier: id }) => `rds delete-db-instance --db-instance-identifier ${id} --skip-final-snapshot`,
  );
  const lines = [
    `rds modify-db-cluster --db-cluster-identifier ${name} --no-deletion-protection`,
    ...ofInstances,
    `rds delete-db-cluster --db-cluster-identifier ${name} --skip-final-snapshot`,
    `rds delete-db-subnet-group --db-subnet-group-name ${cluster.DBSubnetGroup}`,
    `rds delete-db-cluster-parameter-group --db-cluster-parameter-group-name ${cluster.DBClusterParameterGroup}`,
    `ec2 delete-security-group --group-id ${cluster.VpcSecurityGroups[0].VpcSecurityGroupId}`,
  ];
  // The CLI has an endpoint of its own for RDS in us-east-1, which it takes before that of the environment.
  for (const line of lines) {
    await sandbox.bash(line, ['-euo', 'pipefail', '-c', `aws --endpoint-url "$AWS_ENDPOINT_URL" ${line}`], {
      seconds: 30,
    });
  }
}
