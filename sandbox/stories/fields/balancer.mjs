import assert from 'node:assert/strict';
import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeRulesCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { service } from '../../run/kernel/aws/service.mjs';
import { balancer } from '../account/balancer.mjs';

/** @typedef {import('../../run/kernel/aws/sandbox.mjs').Sandbox} Sandbox */

const HOST = 'api.bank.example';

/** @param {Sandbox} sandbox */
export async function theBalancer(sandbox) {
  const { attributes, targets } = await balancer(sandbox);
  assert.equal(attributes['deletion_protection.enabled'], 'true');
  assert.equal(attributes['routing.http.drop_invalid_header_fields.enabled'], 'true');
  assert.equal(attributes['access_logs.s3.enabled'], 'true');
  assert.equal(targets.HealthCheckPath, '/health');
  assert.equal(targets.TargetType, 'ip');
}

/**
 * Another host name gets 404, HTTP is redirected to HTTPS.
 *
 * @param {Sandbox} sandbox
 */
export async function theListeners(sandbox) {
  const { listeners, targets } = await balancer(sandbox);
  assert.deepEqual(listeners.map(({ Port, Protocol }) => `${Protocol} ${Port}`).sort(), ['HTTP 80', 'HTTPS 443']);
  const plain = listeners.find(({ Port }) => Port === 80);
  const secure = listeners.find(({ Port }) => Port === 443);
  assert.ok(plain && secure);
  assert.equal(secure.SslPolicy, 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06');
  await theCertificate(sandbox, secure);

  const toHttps = await onlyRuleFor(sandbox, plain, HOST);
  assert.equal(toHttps.Type, 'redirect');
  const { StatusCode, Protocol, Port, Host, Path, Query } = toHttps.RedirectConfig;
  assert.deepEqual([StatusCode, Protocol, Port], ['HTTP_301', 'HTTPS', '443']);
  assert.deepEqual([Host, Path, Query], ['#{host}', '/#{path}', '#{query}'], 'the URL of the request');

  const toTasks = await onlyRuleFor(sandbox, secure, HOST);
  assert.deepEqual([toTasks.Type, toTasks.TargetGroupArn], ['forward', targets.TargetGroupArn]);
}

/** @param {Sandbox} sandbox */
async function theCertificate(sandbox, { Certificates }) {
  assert.equal(Certificates.length, 1);
  const { CertificateArn } = Certificates[0];
  const { Certificate } = await sandbox.ask(ACMClient, new DescribeCertificateCommand({ CertificateArn }));
  const { Status, SubjectAlternativeNames: names } = Certificate;
  assert.deepEqual([Status, names], ['ISSUED', [HOST]], 'the certificate of the API');
}

/** @param {Sandbox} sandbox */
async function onlyRuleFor(sandbox, { ListenerArn, Port }, host) {
  const { Rules } = await sandbox.ask(ElasticLoadBalancingV2Client, new DescribeRulesCommand({ ListenerArn }));
  const [others, ours] = [true, false].map((isDefault) => Rules.filter((rule) => rule.IsDefault === isDefault));
  assert.deepEqual(
    others.map(({ Actions: [{ Type, FixedResponseConfig: config }] }) => [Type, config?.StatusCode]),
    [['fixed-response', '404']],
    `the answer of port ${Port} to another host name`,
  );
  assert.deepEqual(
    ours.map(({ Conditions }) => Conditions.map(({ Field, Values }) => [Field, Values])),
    [[['host-header', [host]]]],
    `the host names of port ${Port}`,
  );
  assert.equal(ours[0].Actions.length, 1);
  return ours[0].Actions[0];
}

/**
 * The security groups: all clients reach the load balancer, only the load balancer reaches a task; egress is limited too.
 *
 * @param {Sandbox} sandbox
 */
export async function theDoors(sandbox) {
  const { securityGroups } = await balancer(sandbox);
  assert.equal(securityGroups.length, 1);
  assert.deepEqual(await doors(sandbox, securityGroups, 'IpPermissions'), [
    'tcp 443-443 with 0.0.0.0/0',
    'tcp 80-80 with 0.0.0.0/0',
  ]);
  const { networkConfiguration } = await service(sandbox);
  const { securityGroups: ofTasks } = networkConfiguration.awsvpcConfiguration;
  assert.deepEqual(await doors(sandbox, ofTasks, 'IpPermissions'), [`tcp 9000-9000 with ${securityGroups[0]}`]);

  assert.deepEqual(await doors(sandbox, securityGroups, 'IpPermissionsEgress'), [`tcp 9000-9000 with ${ofTasks[0]}`]);
  const calls = await doors(sandbox, ofTasks, 'IpPermissionsEgress');
  assert.deepEqual(
    calls.map((door) => door.replace(/sg-\S+/, 'the cache')),
    ['tcp 27017-27017 with 0.0.0.0/0', 'tcp 443-443 with 0.0.0.0/0', 'tcp 6379-6379 with the cache'],
  );
}

/**
 * The rules of security groups in one direction: protocol, ports and peer.
 *
 * @param {Sandbox} sandbox
 */
async function doors(sandbox, GroupIds, direction) {
  const { SecurityGroups } = await sandbox.ask(EC2Client, new DescribeSecurityGroupsCommand({ GroupIds }));
  assert.deepEqual(SecurityGroups.map(({ GroupId }) => GroupId).sort(), [...GroupIds].sort());
  const found = SecurityGroups.flatMap((group) => group[direction]).flatMap((door) =>
    [
      ...(door.IpRanges ?? []).map(({ CidrIp }) => CidrIp),
      ...(door.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
      ...(door.PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId),
      ...(door.UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId),
    ].map((who) => `${door.IpProtocol} ${door.FromPort}-${door.ToPort} with ${who}`),
  );
  return found.sort();
}
