import { GroupForm } from '../../../../src/bank/private/config/key';
import { bank } from '../../../../src/bank/private/config/keys';
import { adviceFor } from '../../../../src/bank/private/config/nearest';

test.each([
  ['', 'nameprefix', 'namePrefix'],
  ['', 'name_prefix', 'namePrefix'],
  ['', 'creatResources', 'createResources'],
  ['', 'anme-prefix', 'namePrefix'],
  ['', 'vpcId', 'network.vpcId'],
  ['', 'rootDomain', 'domain.rootDomain'],
  ['', 'channelId', 'alarms.page[0].slack.channelId'],
  ['api', 'memory', 'api.memoryMiB'],
  ['api', 'port', 'api.containerPort'],
  ['api', 'bucketName', 'webapp.bucketName'],
  ['webapp', 'bucketname', 'webapp.bucketName'],
  ['merchantPortal', 'bucket', 'merchantPortal.bucketName'],
])("RB18c in '%s', %s is nearest to %s", (place, name, path) => {
  expect(adviceFor(bank.form, place, groupAt(place), name).split(';')[0]).toBe(
    `write '${path}', the nearest one, or remove it`,
  );
});

test('RB18c advice lists the keys of the group when no key is near', () => {
  expect(adviceFor(bank.form, 'auth0', groupAt('auth0'), 'tenantName')).toMatch(
    /; the keys here are domain, audience$/,
  );
  expect(adviceFor(bank.form, '', bank.form, 'nameprefix')).not.toContain('those here');
});

test('a long name takes no time', () => {
  const before = process.cpuUsage();
  adviceFor(bank.form, '', bank.form, 'x'.repeat(5_000_000));
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
});

function groupAt(place: string): GroupForm {
  return place === '' ? bank.form : (bank.form.keys as any)[place].form;
}
