import { inventory } from '../account/inventory.mjs';
import { AppWorld } from '../app-world.mjs';

/** Where parts of the platform are: both regions, the copies of backups, and CloudFront. */
const REGIONS = ['eu-west-2', 'eu-central-1', 'eu-west-1', 'us-east-1'];

/** What the stories of the platform share: the account, the CDK CLI, and the sessions of its users. */
export class PlatformWorld extends AppWorld {
  /** @type {Record<string, string>} the session cookie of each user, by name */
  cookies = {};

  /** @type {Record<string, string>} the physical ids of the resources of London */
  inLondon = {};

  /** A line for each resource of the account, in each region of the platform. */
  inventory() {
    return inventory(this.sandbox, REGIONS);
  }
}

/**
 * The sandbox in another region.
 *
 * @param {import('../../run/kernel/aws/sandbox.mjs').Sandbox} sandbox
 * @returns {any}
 */
export function regional(sandbox, region) {
  const { account, url } = sandbox;
  return { account, url, region, ask: (Client, command) => sandbox.ask(Client, command, region) };
}
