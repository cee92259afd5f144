import { theAlarms, theTopics } from '../fields/alarms.mjs';
import { theBalancer, theDoors, theListeners } from '../fields/balancer.mjs';
import { theRecords } from '../fields/records.mjs';
import { theRoles } from '../fields/roles.mjs';
import { theImagesAndLogs, theService, theTask } from '../fields/service.mjs';
import { theBucket, theDistribution } from '../fields/sites.mjs';

/**
 * The properties of the deployed resources, as their services return them. `fields/` has each value from the requirements.
 *
 * @type {import('../tell.mjs').Story}
 */
export const fieldByField = {
  name: 'LB5 the deployed resources are as required: private tasks, closed buckets, TLS, records, alarms with a topic',
  async tell({ sandbox }) {
    await theService(sandbox);
    await theTask(sandbox);
    await theImagesAndLogs(sandbox);
    await theBalancer(sandbox);
    await theListeners(sandbox);
    await theDoors(sandbox);
    for (const [host, bucket] of [
      ['app.bank.example', 'prd-rl-bank-webapp'],
      ['merchant.bank.example', 'prd-rl-bank-mp-webapp'],
    ]) {
      await theBucket(sandbox, host, bucket);
      await theDistribution(sandbox, host, bucket);
    }
    await theRecords(sandbox);
    for (const region of ['ap-southeast-1', 'us-east-1']) {
      await theAlarms(sandbox, region);
      await theTopics(sandbox, region);
    }
    await theRoles(sandbox);
  },
};
