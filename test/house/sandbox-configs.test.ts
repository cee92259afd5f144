import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '../..');
const CONFIGS = ['made', 'adopted', 'endpoints'];

/** The paths of the keys of a schema; a list and a map are one key. */
function keysOf(schema: any, path = ''): string[] {
  return schema.properties === undefined
    ? [path]
    : Object.entries(schema.properties).flatMap(([key, inner]) => keysOf(inner, path === '' ? key : `${path}.${key}`));
}

function has(config: any, path: string): boolean {
  return path.split('.').reduce((inner, key) => inner?.[key], config) !== undefined;
}

test('the configs for which the emulator is checked have every key between them', () => {
  const { definitions } = JSON.parse(readFileSync(join(root, 'resources/bank/bank-mvp.schema.json'), 'utf8'));
  const configs = CONFIGS.map((name) => {
    const text = readFileSync(join(root, `sandbox/run/examples/rl-bank/configs/${name}.yaml`), 'utf8');
    return parse(text)['infra:bankMvp'];
  });
  const missing = keysOf(definitions.bankMvp).filter((key) => !configs.some((config) => has(config, key)));
  expect(missing).toEqual([]);
});
