// The stories of updates that fail, of the end and of what comes after have to be able to fail. Without an emulator.
import { destroyed } from '../bank/destroyed.mjs';
import { failedUpdate, mendedUpdate } from '../bank/failed-update.mjs';
import { failedCreation, madeAgain } from '../bank/made-again.mjs';
import { answering, red, service, world } from './support/red.mjs';

const inTurn = (...accounts) => {
  let looked = 0;
  return async () => accounts[Math.min(looked++, accounts.length - 1)];
};
const settings = (status) => `stack prd-rl-bank-settings in ap-southeast-1, ${status} since ${status.length}`;
const deployed = ['bucket of the bank', settings('CREATE_COMPLETE')];
const SID = 'secret rl/bank/api/TWILIO_VERIFY_SID in ap-southeast-1';
const EXISTS = 'rl/bank/api/TWILIO_VERIFY_SID already exists';

const refusing = (said) => async () => {
  throw new Error(said);
};
function update({ deploy = refusing(EXISTS), left = settings('UPDATE_ROLLBACK_COMPLETE'), more = [], then = {} } = {}) {
  let asked = 0;
  const DescribeServices = () => service(asked++ === 0 ? {} : then).DescribeServices();
  const inventory = async () => ['bucket of the bank', SID, left, ...more];
  return world({ deployed, sandbox: answering({ ...service(), DescribeServices }), deploy, inventory });
}
for (const [what, given, why] of [
  ['the update goes through', { deploy: async () => '' }, /Missing expected rejection/],
  ['it fails for another reason', { deploy: refusing('no network') }, /no network/],
  ['it is not taken back', { left: settings('UPDATE_ROLLBACK_FAILED') }, /UPDATE_ROLLBACK_FAILED/],
  ['it leaves something', { more: ['role of nobody'] }, /role of nobody/],
  ['another task runs', { then: { taskDefinition: 'api:2' } }, /api:2/],
  ['one task runs less', { then: { runningCount: 1 } }, /1/],
])
  red(failedUpdate, what, { well: update, ill: () => update(given), why });
red(failedUpdate, 'something else is gone', {
  well: update,
  ill: () => ({ ...update(), deployed: [...deployed, 'queue of the bank'] }),
  why: /the settings as they were before/,
});

const mended = (first, second, given) => () => world({ deployed, inventory: inTurn(first, second), ...given });
const made = [...deployed, SID];
for (const [what, ill, why] of [
  ['the secret is not made', mended(deployed, made), /the secret is made/],
  ['the secret goes with its line', mended(made, deployed), /a secret is kept/],
  ['something is left', mended(made, [...made, 'role of nobody']), /a secret is kept/],
  ['it still fails', mended(made, made, { deploy: refusing(EXISTS) }), /already exists/],
])
  red(mendedUpdate, what, { well: mended(made, [...made, 'task definition api:2']), ill, why });

const kept = [
  'bucket prd-rl-bank-api-bankapiaccesslogs1',
  'bucket prd-rl-bank-mp-webapp',
  'bucket prd-rl-bank-sites-bankmpwebstaticsiteaccesslogs1',
  'bucket prd-rl-bank-sites-bankwebstaticsiteaccesslogs1',
  'bucket prd-rl-bank-webapp',
  'log group /ecs/prd-rl-bank-api in ap-southeast-1',
  'repository rl-bank-api in ap-southeast-1',
  'parameter /rl/bank/api/SENTRY_RELEASE in ap-southeast-1',
  ...['API_KEY', 'AUTH_M2M_CLIENT_ID', 'AUTH_M2M_CLIENT_SECRET', 'DB_URI', 'MAILGUN_API_KEY'],
  ...['SENTRY_DSN', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'],
].map((line) => (line.includes(' ') ? line : `secret rl/bank/api/${line} in ap-southeast-1`));

function end(left = ['zone', ...kept], isProtected = 'false') {
  const sandbox = answering({
    DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerArn: 'a' }] },
    DescribeLoadBalancerAttributes: { Attributes: [{ Key: 'deletion_protection.enabled', Value: isProtected }] },
    DescribeListeners: { Listeners: [] },
    DescribeTargetGroups: { TargetGroups: [] },
  });
  return world({ sandbox, atFirst: ['zone'], inventory: async () => left });
}
for (const [what, ill, why] of [
  ['something is left', () => end(['zone', ...kept, 'role of nobody']), /left without a reason: role of nobody/],
  ['a listener is left', () => end(['zone', ...kept, 'listener arn:of:it']), /left without a reason: listener/],
  ...kept
    .slice(0, 4)
    .map((line) => [
      `there are two of ${line}`,
      () => end(['zone', ...kept, `${line}2`]),
      /left without a reason: bucket/,
    ]),
  ['what is to be kept is lost', () => end(['zone', ...kept.slice(1)]), /lost/],
  ['what was there before is gone', () => end(kept), /zone/],
  ['the load balancer is protected', () => end(['zone', ...kept], 'true'), /would stop its stack/],
])
  red(destroyed, what, { well: end, ill, why });

const API_KEY = refusing('rl/bank/api/API_KEY already exists');
/** The first deletion of the stack is refused. */
function creation({ deploy = API_KEY, values = ['of DB_URI', 'of DB_URI'], isProtected = true } = {}) {
  const left = [...values];
  let open = !isProtected;
  const shell = async (line) => {
    if (line.includes('get-secret-value')) return left.shift();
    if (line.includes('--no-enable-termination-protection')) open = true;
    if (line.includes('delete-stack') && !open) throw new Error('TerminationProtection is enabled');
    return '';
  };
  return world({ deploy, shell });
}
for (const [what, given, why] of [
  ['it takes what is there', { deploy: async () => '' }, /Missing expected rejection/],
  ['it fails for another reason', { deploy: refusing('no network') }, /no network/],
  ['it changes what it met', { values: ['', 'of DB_URI'] }, /of DB_URI/],
  ['what it met goes with it', { values: ['of DB_URI', ''] }, /of DB_URI/],
  ['nothing protects the stack', { isProtected: false }, /Missing expected rejection/],
])
  red(failedCreation, what, { well: creation, ill: () => creation(given), why });

function again({ is = {}, value = 'of DB_URI' } = {}) {
  const SecretList = [{ Name: 'rl/bank/api/DB_URI', ARN: 'arn:of:it' }];
  const sandbox = answering({ ...service(is), ListSecrets: { SecretList } });
  return world({ sandbox, shell: async () => value });
}
for (const [what, given, why] of [
  ['a value is missing', { is: { withoutValue: ['DB_URI'] } }, /DB_URI/],
  ['the image is missing', { is: { tags: [] } }, /rl-bank-api:live/],
  ['one task runs', { is: { runningCount: 1 } }, /1 !== 2/],
  ['a secret was made anew', { value: '' }, /of DB_URI/],
])
  red(madeAgain, what, { well: again, ill: () => again(given), why });
