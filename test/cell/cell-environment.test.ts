import { readFileSync } from 'node:fs';
import { Duration, Size } from 'aws-cdk-lib';
import { CellCapacity, CellEnvironment } from '../../src/cell';
import { NetworkEgress } from '../../src/network';

const { DEV, STAGING, PROD } = CellEnvironment;
const PRESETS = [DEV, STAGING, PROD];

describe('PC4 the environments', () => {
  test('are what the README says, each value of each', () => {
    const page = readFileSync('src/cell/README.md', 'utf8');
    const rows = [...page.matchAll(/^\| `(?!capacity)(\w+)` +\| ([^|]+)\| ([^|]+)\| ([^|]+)\|/gm)];
    const table = rows.map(([, field, ...values]) => [field, ...values.map((it) => it.trim())]);

    const fields = Object.keys(PROD.capacity) as Array<keyof CellCapacity>;
    const truth = fields.map((field) => [field, ...PRESETS.map(({ capacity }) => written(capacity[field]))]);
    expect(Object.fromEntries(table.map(([field, ...values]) => [field, values]))).toEqual(
      Object.fromEntries(truth.map(([field, ...values]) => [field, values])),
    );
  });

  test('are found by the name that the CLI passes', () => {
    expect(['dev', 'staging', 'prod'].map((name) => CellEnvironment.fromName(name))).toEqual(PRESETS);
    expect(() => CellEnvironment.fromName('production')).toThrowProblem(
      'cell-environment/unknown',
      'text',
      'production',
      'CellEnvironment.fromName',
    );
  });

  test('grow from dev to prod, and dev is minimal: one task, no reader, no replica', () => {
    const growing = ['databaseMaxCapacity', 'maxReaders', 'queueReplicas', 'cacheEcpuPerSecond', 'maxTasks', 'taskCpu'];
    for (const field of growing as Array<keyof CellCapacity>) {
      const values = PRESETS.map(({ capacity }) => Number(capacity[field]));
      expect(values).toEqual([...values].sort((one, other) => one - other));
      expect(values[0]).toBeLessThan(values[2]);
    }
    expect(DEV.capacity).toMatchObject({ minTasks: 1, maxTasks: 1, readers: 0, queueReplicas: 0, pages: false });
    expect(PROD.capacity).toMatchObject({ minTasks: 2, maxTasks: 10 });
  });
});

test('an environment of its own is a preset with what differs', () => {
  const { environmentName, capacity } = CellEnvironment.of('load', { ...PROD.capacity, maxTasks: 40 });

  expect(environmentName).toBe('load');
  expect(capacity).toEqual({ ...PROD.capacity, maxTasks: 40 });
});

test.each(['', 'x', 'Load', 'load-a', '1load', 'loadtest'])('the name %j is refused', (name) => {
  expect(() => CellEnvironment.of(name, DEV.capacity)).toThrowProblem(
    'cell-environment/name',
    'name',
    name,
    'CellEnvironment.of',
  );
});

test('a capacity that forgets a field names it, and a value of another type is refused', () => {
  const { maxTasks, ...without } = DEV.capacity;
  const of = (capacity: object) => () => CellEnvironment.of('load', capacity as CellCapacity);

  expect(of(without)).toThrowProblem('props/missing', 'maxTasks', undefined, 'CellEnvironment.of');
  expect(of({ ...DEV.capacity, pages: 'yes' })).toThrowProblem(
    'props/wrong-type',
    'capacity.pages',
    'yes',
    'CellEnvironment.of',
  );
  expect(maxTasks).toBe(1);
});

test('a range that ends before it begins, and a copy of no vault are refused, all in one error', () => {
  const capacity = { ...DEV.capacity, minTasks: 3, readers: 2, maxReaders: 1, backupCopy: true };

  expect(() => CellEnvironment.of('load', capacity)).toThrowProblems(
    [
      ['cell-environment/most-below-least', 'capacity.maxTasks', 1],
      ['cell-environment/most-below-least', 'capacity.maxReaders', 1],
      ['cell-environment/copy-without-vault', 'capacity.backupCopy', true],
    ],
    'CellEnvironment.of',
  );
});

/** A value as the README writes it. */
function written(value: CellCapacity[keyof CellCapacity]): string {
  if (value instanceof Duration) {
    return value.toDays() === 1 ? '1 day' : `${value.toDays()} days`;
  }
  if (value instanceof Size) {
    const mebibytes = value.toMebibytes();
    return mebibytes < 1024 ? `${mebibytes} MiB` : `${mebibytes / 1024} GiB`;
  }
  if (value instanceof NetworkEgress) {
    return value._kind === 'natGatewayPerZone()' ? 'NAT in each zone' : 'single NAT';
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  return typeof value === 'string' ? `\`${value}\`` : String(value);
}
