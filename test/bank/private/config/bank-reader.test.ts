import { CONTEXT_KEY, readBank } from '../../../../src/bank/private/config/bank-reader';
import { said, written } from '../../../support/bank-configs';

test('RB18a the key is infra:bankMvp', () => {
  expect(CONTEXT_KEY).toBe('infra:bankMvp');
});

test('RB18a content is read below the key and without it', () => {
  const bare = readBank(written('document'));
  expect(bare.problems).toEqual([]);
  expect(readBank({ 'infra:bankMvp': written('document') })).toEqual(bare);
});

test('RB18c what stands beside the key is told, and not shown', () => {
  expect(said({ 'infra:bankMvp': written('document'), enabled: true, 'aws:region': 's3cr3t' })).toEqual([
    ['config/beside-the-key', 'enabled', '…'],
    ['config/beside-the-key', 'aws:region', '…'],
  ]);
});

test('RB18c below the key there has to be something', () => {
  expect(said({ 'infra:bankMvp': null })).toEqual([['config/wrong-kind', 'the config', null]]);
});

test('RB19c only true opens the gate', () => {
  for (const createResources of ['true', 1, null, false]) {
    expect(readBank({ createResources }).gaps.length).toBeGreaterThan(10);
  }
  expect(readBank({ createResources: true }).gaps).toEqual([]);
});
