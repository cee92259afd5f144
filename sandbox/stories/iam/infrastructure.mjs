import assert from 'node:assert/strict';
import {
  ACMClient,
  DeleteCertificateCommand,
  DescribeCertificateCommand,
  ListCertificatesCommand,
  RequestCertificateCommand,
} from '@aws-sdk/client-acm';
import {
  DescribeServerlessCachesCommand,
  ElastiCacheClient,
  ModifyServerlessCacheCommand,
} from '@aws-sdk/client-elasticache';
import {
  ChangeResourceRecordSetsCommand,
  GetHostedZoneCommand,
  ListHostedZonesByNameCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { sessionOf } from './jobs.mjs';
import { cacheName } from './names.mjs';

const HostedZoneId = 'Z0123456789ABCDEFGHIJ';
const REGIONS = ['ap-southeast-1', 'us-east-1'];

/** @type {import('../tell.mjs').Story} */
export const infrastructure = {
  name: 'RB17a RB17b RB17c records, certificates and the cache are changed by one role of CI and read by another',
  async tell({ sandbox }) {
    const change = await sessionOf(sandbox, 'infrastructure');
    const plan = await sessionOf(sandbox, 'plan');
    const cache = { ServerlessCacheName: await cacheName(sandbox) };

    for (const Action of /** @type {const} */ (['UPSERT', 'DELETE'])) {
      const record = { Name: 'try.bank.example', Type: /** @type {const} */ ('TXT'), TTL: 60 };
      const Changes = [{ Action, ResourceRecordSet: { ...record, ResourceRecords: [{ Value: '"try"' }] } }];
      const command = new ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch: { Changes } });
      await change.ask(Route53Client, command, 'us-east-1');
    }
    for (const region of REGIONS) {
      const asked = { DomainName: 'api.bank.example', SubjectAlternativeNames: ['app.bank.example'] };
      const request = new RequestCertificateCommand({ ...asked, ValidationMethod: 'DNS' });
      const { CertificateArn } = await change.ask(ACMClient, request, region);
      await plan.ask(ACMClient, new DescribeCertificateCommand({ CertificateArn }), region);
      await change.ask(ACMClient, new DeleteCertificateCommand({ CertificateArn }), region);
    }
    await change.ask(ElastiCacheClient, new ModifyServerlessCacheCommand({ ...cache, Description: 'Changed by CI' }));

    for (const session of [change, plan]) {
      await session.ask(Route53Client, new GetHostedZoneCommand({ Id: HostedZoneId }), 'us-east-1');
      await session.ask(Route53Client, new ListHostedZonesByNameCommand({ DNSName: 'bank.example' }), 'us-east-1');
      await session.ask(Route53Client, new ListResourceRecordSetsCommand({ HostedZoneId }), 'us-east-1');
      await session.ask(ACMClient, new ListCertificatesCommand({}));
      const { ServerlessCaches } = await session.ask(ElastiCacheClient, new DescribeServerlessCachesCommand(cache));
      assert.equal(ServerlessCaches.length, 1);
    }
  },
};
