import assert from 'node:assert/strict';
import { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { distributionOf } from './sites.mjs';
import { balancer } from '../account/balancer.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

/**
 * Each record is an alias of its resource, by the domain name that the service returns.
 *
 * @param {Sandbox} sandbox
 */
export async function theRecords(sandbox) {
  const command = new ListResourceRecordSetsCommand({ HostedZoneId: 'Z0123456789ABCDEFGHIJ' });
  const { ResourceRecordSets } = await sandbox.ask(Route53Client, command, 'us-east-1');
  const ours = ResourceRecordSets.filter(({ Type }) => !['NS', 'SOA'].includes(Type));
  const api = (await balancer(sandbox)).domainName;
  const app = (await distributionOf(sandbox, 'app.bank.example')).DomainName;
  const merchant = (await distributionOf(sandbox, 'merchant.bank.example')).DomainName;
  assert.deepEqual(
    ours.map(({ Type, Name, AliasTarget: to }) => `${Type} ${bare(Name)} to ${bare(to?.DNSName ?? 'no alias')}`).sort(),
    [
      `A api.bank.example to dualstack.${bare(api)}`,
      `A app.bank.example to ${bare(app)}`,
      `A merchant.bank.example to ${bare(merchant)}`,
      `AAAA app.bank.example to ${bare(app)}`,
      `AAAA merchant.bank.example to ${bare(merchant)}`,
      `HTTPS app.bank.example to ${bare(app)}`,
      `HTTPS merchant.bank.example to ${bare(merchant)}`,
    ],
  );
}

function bare(name) {
  return name.toLowerCase().replace(/\.$/, '');
}
