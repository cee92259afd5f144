import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const EXAMPLES = join(__dirname, '../../examples');

test('each example is tested by a file of its name', () => {
  const names = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'app.ts')));
  expect(names).toEqual([
    ...['construction-saas', 'expense-tracker', 'landing-zone', 'product-cell', 'retail-enterprise', 'rl-bank'],
    'rl-main-infra',
  ]);
  expect(names.filter((name) => existsSync(join(__dirname, `${name}.test.ts`)))).toEqual(names);
});
