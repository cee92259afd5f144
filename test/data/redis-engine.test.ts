import { RedisEngine } from '../../src/data';

test.each([
  [RedisEngine.VALKEY_8_0, 'valkey', '8.0'],
  [RedisEngine.VALKEY_7_2, 'valkey', '7.2'],
  [RedisEngine.REDIS_7_1, 'redis', '7.1'],
  [RedisEngine.valkey('8.1'), 'valkey', '8.1'],
])('FE3c %o has a name and a version', (engine, name, version) => {
  expect([engine.engineName, engine.version]).toEqual([name, version]);
});

test('a version is a text', () => {
  expect(() => RedisEngine.valkey(8 as any)).toThrowProblem('props/wrong-type', 'version', 8);
});
