// What the services say has to be able to be wrong, field by field. Without an emulator.
import { fieldByField } from '../bank/field-by-field.mjs';
import { account, sandboxOf } from './support/account.mjs';
import { red, world } from './support/red.mjs';

const HOME = 'ap-southeast-1';
const ANYWHERE = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const SUB = 'token.actions.githubusercontent.com:sub';

function bank(spoil = () => {}) {
  const it = account();
  spoil(it);
  return world({ sandbox: sandboxOf(it) });
}
const firstTrust = (it, role) => it.roles[`prd-rl-bank-${role}`][0].Condition.StringEquals;
const door = (port, who) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...who });

for (const [what, spoil, why] of [
  ['tasks have a public address', (it) => (vpcOf(it).assignPublicIp = 'ENABLED'), /ENABLED/],
  ['tasks are in a public subnet', (it) => (vpcOf(it).subnets[0] = 'subnet-0a1b2c3d4e5f60711'), /60711/],
  ['a failed deployment stays', (it) => (breakerOf(it).rollback = false), /rollback: false/],
  ['a shell into the tasks', (it) => (it.service.enableExecuteCommand = true), /true !== false/],
  ['tasks are root', (it) => (it.task.user = '0:0'), /0:0/],
  ['tasks have no secret at all', (it) => (it.task.secrets = []), /API_KEY/],
  ['one secret less', (it) => it.task.secrets.shift(), /API_KEY/],
  ['a secret of somebody else', (it) => (it.task.secrets[0].valueFrom = 'arn:aws:ssm:x'), /arn:aws:ssm:x/],
  ['a value in the open', (it) => (it.task.environment = [{ name: 'DB_URI' }]), /DB_URI/],
  ['images are not scanned', (it) => (it.repository.imageScanningConfiguration.scanOnPush = false), /false !== true/],
  ['logs are kept for ever', (it) => delete it.logGroup.retentionInDays, /90/],
  ['no log of who called', (it) => (it.attributes['access_logs.s3.enabled'] = 'false'), /false/],

  ['a listener without TLS policy', (it) => delete it.listeners[443].SslPolicy, /ELBSecurityPolicy-TLS13/],
  ['a listener without certificate', (it) => (it.listeners[443].Certificates = []), /0 !== 1/],
  ['a certificate that is pending', (it) => (it.certificate.Status = 'PENDING_VALIDATION'), /certificate of the API/],
  ['a certificate of another name', (it) => (namesOf(it)[0] = 'bank.example'), /certificate of the API/],
  ['a listener more', (it) => (it.listeners[8080] = { Port: 8080, Protocol: 'HTTP' }), /HTTP 8080/],
  ['no redirect', (it) => it.rules[80].pop(), /whom port 80 answers/],
  ['a redirect of another host', (it) => (hostsOf(it, 80)[0] = 'app.bank.example'), /whom port 80 answers/],
  ['a redirect to HTTP', (it) => (redirectOf(it).Protocol = 'HTTP'), /'HTTP'/],
  ['a redirect to the front page', (it) => (redirectOf(it).Path = '/'), /the same page/],
  ['HTTP reaches the tasks', (it) => (it.rules[80][1].Actions[0].Type = 'forward'), /forward/],
  ['any host reaches the tasks', (it) => (it.rules[443][0].Actions[0].Type = 'forward'), /another name/],
  ['the world cannot call', (it) => it.groups['sg-world'].pop(), /tcp 443-443/],
  ['the world reaches a task', (it) => it.groups['sg-tasks'].push(door(9000, ANYWHERE)), /9000-9000 with 0\.0\.0\.0/],
  ['a task is reached by another group', (it) => (callerOf(it).GroupId = 'sg-other'), /sg-other/],
  ['a task is reached by IPv6', (it) => (it.groups['sg-tasks'][0].Ipv6Ranges = [{ CidrIpv6: '::/0' }]), /with ::/],
  ['the load balancer calls anybody', (it) => it.groupsOut['sg-world'].push(door(443, ANYWHERE)), /443-443 with/],
  ['a task calls anybody', (it) => it.groupsOut['sg-tasks'].push(door(22, ANYWHERE)), /22-22 with/],
  ['a task cannot call the cache', (it) => it.groupsOut['sg-tasks'].pop(), /6379/],

  ['public access is not blocked', (it) => (webappOf(it).blocked.BlockPublicPolicy = false), /closed to the public/],
  ['a bucket without versions', (it) => (webappOf(it).versioning = 'Suspended'), /Suspended/],
  ['a bucket that takes HTTP', (it) => webappOf(it).statements.shift(), /without TLS/],
  ['a bucket that nobody reads', (it) => webappOf(it).statements.pop(), /lets its distribution read/],
  ['another may read', (it) => webappOf(it).statements.push(webappOf(it).statements[1]), /and nobody else/],
  ['another distribution may read', (it) => (it.buckets['prd-rl-bank-webapp'] = merchantOf(it)), /webapp/],
  ['a viewer stays with HTTP', (it) => (cacheOf(it).ViewerProtocolPolicy = 'allow-all'), /allow-all/],
  ['no signature for the bucket', (it) => delete originOf(it).OriginAccessControlId, /falsy|undefined/],
  ['the bucket of another site', (it) => (originOf(it).DomainName = 'prd-rl-bank-mp-webapp.s3.x'), /mp-webapp/],
  ['no distribution of a name', (it) => delete it.distributions.EMERCHANT, /one distribution of merchant/],
  ['a name leads to another site', (it) => (recordOf(it, 'app').DNSName = 'emerchant.cloudfront.net.'), /A app/],
  ['a name leads to another API', (it) => (recordOf(it, 'api').DNSName = 'other.elb.example.'), /other\.elb/],
  ['a name is an address', (it) => delete it.records[1].AliasTarget, /no alias/],

  [
    'an alarm whose action is no topic',
    (it) => (metricOf(it, 0).AlarmActions = ['arn:of:nobody']),
    /calls arn:of:nobody/,
  ],
  ['an alarm calls nobody', (it) => (metricOf(it, 0).AlarmActions = []), /Down calls nobody/],
  ['its name is part of another', (it) => (metricOf(it, 1).AlarmArn = 'arn:alarm:Slo'), /Slow calls nobody/],
  ['who would call for it is mute', (it) => (callOf(it).AlarmActions = []), /Slow calls nobody/],
  ['an alarm without a runbook', (it) => (metricOf(it, 1).AlarmDescription = ''), /Slow/],
  ['no alarms at all', (it) => (it.alarms[HOME].MetricAlarms = []), /MetricAlarms/],
  ['nobody is to be paged', (it) => it.topics['us-east-1'].pop(), /prd-rl-bank-ticket/],
  ['a key that is never another', (it) => (it.rotation.KeyRotationEnabled = false), /prd-rl-bank-page/],

  ['trust of another repository', (it) => (firstTrust(it, 'push-image')[SUB][0] = 'repo:evil/x:*'), /push-image/],
  [
    'trust of one repository more',
    (it) => firstTrust(it, 'publish-webapp')[SUB].push('repo:evil/x:*'),
    /publish-webapp/,
  ],
  ['trust of anybody', (it) => delete firstTrust(it, 'deploy')[SUB], /whom prd-rl-bank-deploy/],
  ['trust of a second kind', (it) => it.roles['prd-rl-bank-plan'].push({ Effect: 'Allow' }), /whom prd-rl-bank-plan/],
  ['a managed policy', (it) => it.managed.push({ PolicyName: 'AdministratorAccess' }), /no managed policy/],
])
  red(fieldByField, what, { well: bank, ill: () => bank(spoil), why });

function vpcOf(it) {
  return it.service.networkConfiguration.awsvpcConfiguration;
}

function breakerOf(it) {
  return it.service.deploymentConfiguration.deploymentCircuitBreaker;
}

function namesOf(it) {
  return it.certificate.SubjectAlternativeNames;
}

function hostsOf(it, port) {
  return it.rules[port][1].Conditions[0].Values;
}

function redirectOf(it) {
  return it.rules[80][1].Actions[0].RedirectConfig;
}

function callerOf(it) {
  return it.groups['sg-tasks'][0].UserIdGroupPairs[0];
}

function webappOf(it) {
  return it.buckets['prd-rl-bank-webapp'];
}

function merchantOf(it) {
  return it.buckets['prd-rl-bank-mp-webapp'];
}

function cacheOf(it) {
  return it.distributions.EAPP.config.DefaultCacheBehavior;
}

function originOf(it) {
  return it.distributions.EAPP.config.Origins.Items[0];
}

function recordOf(it, name) {
  return it.records.find(({ Name }) => Name === `${name}.bank.example.`).AliasTarget;
}

function metricOf(it, index) {
  return it.alarms[HOME].MetricAlarms[index];
}

function callOf(it) {
  return it.alarms[HOME].CompositeAlarms[0];
}
