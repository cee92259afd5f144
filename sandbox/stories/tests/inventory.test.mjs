// The inventory reads each list to its last page. Without an emulator.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventory } from '../account/inventory.mjs';
import { GLOBAL, REGIONAL } from '../account/lists.mjs';
import { itemsOf, onePage, token } from '../account/pages.mjs';

class Command {
  constructor(input) {
    this.input = input;
  }
}

/** A client that returns these answers in turn, and records its requests. */
function client(...answers) {
  const requests = [];
  const send = async ({ input }) => {
    requests.push(input);
    return answers[Math.min(requests.length, answers.length) - 1];
  };
  return { requests, send };
}
const listed = { what: 'web ACL', Command, list: 'WebACLs', next: token('NextMarker'), input: { Scope: 'REGIONAL' } };

test('a list has the items of all pages, and its token goes to the right key', async () => {
  const wafv2 = client({ WebACLs: ['a'], NextMarker: 'more' }, { WebACLs: ['b'] });
  assert.deepEqual(await itemsOf(wafv2, listed), ['a', 'b']);
  assert.deepEqual(wafv2.requests, [{ Scope: 'REGIONAL' }, { Scope: 'REGIONAL', NextMarker: 'more' }]);

  const cloudfront = client({ List: { Items: ['a'], NextMarker: 'more' } }, { List: { Items: ['b'], NextMarker: '' } });
  const next = token('Marker', 'List.NextMarker');
  assert.deepEqual(await itemsOf(cloudfront, { what: 'distribution', Command, list: 'List.Items', next }), ['a', 'b']);
  assert.deepEqual(cloudfront.requests, [{}, { Marker: 'more' }]);
});

test('a list without an end is an error', async () => {
  const circle = client({ WebACLs: ['a'], NextMarker: 'more' });
  await assert.rejects(itemsOf(circle, listed), {
    message: 'The list of each web ACL has more than 100 pages.',
  });
  assert.equal(circle.requests.length, 100);
});

test('the error of a list has its name', async () => {
  const denied = { send: async () => Promise.reject(new Error('not authorized')) };
  await assert.rejects(itemsOf(denied, listed), { message: 'Each web ACL could not be listed: not authorized' });
});

/** The request keys for a token, and the answer keys that have it. */
const TAKES = /^(NextToken|nextToken|Marker|NextMarker|ContinuationToken|position)$/;
const SAYS = ['NextToken', 'nextToken', 'Marker', 'NextMarker', 'ContinuationToken', 'position'];

test('each list has a pagination', () => {
  const silent = [...REGIONAL, ...GLOBAL].filter(({ next, list }) => {
    const [outer] = list.split('.');
    const answers = SAYS.flatMap((key) => [{ [key]: 'more' }, { [outer]: { [key]: 'more' } }]);
    const keys = answers.flatMap((said) => Object.keys(next(said) ?? {}));
    return !(keys.length === 1 && TAKES.test(keys[0]));
  });
  assert.deepEqual(
    silent.map(({ what }) => what),
    ['identity provider'],
  );
  assert.equal(silent[0].next, onePage);
  const web = [...REGIONAL, ...GLOBAL].filter(({ what }) => what.endsWith('web ACL'));
  assert.deepEqual(
    web.map(({ next }) => next({ NextMarker: 'more' })),
    [{ NextMarker: 'more' }, { NextMarker: 'more' }],
  );
});

/** An account in which each nested list has two pages. */
/** @returns {any} */
function account(answers) {
  const send = async ({ constructor, input }) => {
    const answer = answers[constructor.name.replace(/Command$/, '')];
    return answer ? answer(input) : {};
  };
  return { region: 'ap-southeast-1', client: () => ({ send }) };
}
const paged = (list, asks, says, one, two) => (input) =>
  input[asks] === 'more' ? { [list]: [two] } : { [list]: [one], [says]: 'more' };

test('stacks, keys, services, listeners, rules and records have all pages', async () => {
  const stack = (name) => ({ StackName: name, StackStatus: 'CREATE_COMPLETE', CreationTime: new Date(0) });
  const lines = await inventory(
    account({
      ListStacks: paged('StackSummaries', 'NextToken', 'NextToken', stack('one'), stack('two')),
      ListKeys: paged('Keys', 'Marker', 'NextMarker', { KeyId: 'one' }, { KeyId: 'two' }),
      DescribeKey: ({ KeyId }) => ({ KeyMetadata: { KeyId, KeyState: 'Enabled' } }),
      ListClusters: paged('clusterArns', 'nextToken', 'nextToken', 'c1', 'c2'),
      ListServices: ({ cluster, nextToken }) =>
        paged('serviceArns', 'nextToken', 'nextToken', `${cluster}-one`, `${cluster}-two`)({ nextToken }),
      DescribeLoadBalancers: paged('LoadBalancers', 'Marker', 'NextMarker', balancer('b1'), balancer('b2')),
      DescribeListeners: ({ LoadBalancerArn: arn, Marker }) =>
        paged('Listeners', 'Marker', 'NextMarker', listener(`${arn}-80`), listener(`${arn}-443`))({ Marker }),
      DescribeRules: ({ ListenerArn: arn, Marker }) =>
        paged('Rules', 'Marker', 'NextMarker', { RuleArn: `${arn}-x` }, { RuleArn: `${arn}-y` })({ Marker }),
      ListHostedZones: () => ({ HostedZones: [{ Id: 'zone' }] }),
      ListResourceRecordSets: ({ StartRecordName: name, StartRecordType: type }) =>
        name === 'two.' && type === 'AAAA'
          ? { ResourceRecordSets: [{ Type: 'AAAA', Name: 'two.' }], IsTruncated: false }
          : {
              ...{ ResourceRecordSets: [{ Type: 'A', Name: 'one.' }], IsTruncated: true },
              ...{ NextRecordName: 'two.', NextRecordType: 'AAAA' },
            },
    }),
  );
  const of = (begin) => lines.filter((line) => line.startsWith(`${begin} `) && !line.includes('us-east-1'));
  assert.deepEqual(
    of('stack').map((line) => line.split(',')[0]),
    ['stack one in ap-southeast-1', 'stack two in ap-southeast-1'],
  );
  assert.deepEqual(of('key'), ['key one in ap-southeast-1', 'key two in ap-southeast-1']);
  assert.deepEqual(
    [...new Set(of('service'))],
    ['c1-one', 'c1-two', 'c2-one', 'c2-two'].map((it) => `service ${it}`),
  );
  const listeners = ['b1-443', 'b1-80', 'b2-443', 'b2-80'];
  const rules = listeners.flatMap((arn) => [`${arn}-x`, `${arn}-y`]);
  assert.deepEqual(
    [...new Set(of('listener'))],
    [...listeners.map((arn) => `listener ${arn}`), ...rules.map((arn) => `listener rule ${arn}`)],
  );
  assert.deepEqual(of('record'), ['record A one.', 'record AAAA two.']);
});

function balancer(LoadBalancerArn) {
  return { LoadBalancerArn };
}

function listener(ListenerArn) {
  return { ListenerArn };
}
