import { CPU_SIZES, memorySizes } from '../../../src/service/private/fargate-sizes';

test('the sizes of CPU are those of Fargate', () => {
  expect(CPU_SIZES).toEqual([256, 512, 1024, 2048, 4096, 8192, 16384]);
});

test.each([
  [256, [512, 1024, 2048]],
  [512, [1024, 2048, 3072, 4096]],
  [1024, [2048, 3072, 4096, 5120, 6144, 7168, 8192]],
])('with %s units of CPU each size of memory is known', (cpu, sizes) => {
  expect(memorySizes(cpu)).toEqual(sizes);
});

test.each([
  [2048, 4096, 16384, 13],
  [4096, 8192, 30720, 23],
  [8192, 16384, 61440, 12],
  [16384, 32768, 122880, 12],
])('with %s units of CPU memory goes from %s to %s MiB, in %s sizes', (cpu, least, most, count) => {
  const sizes = memorySizes(cpu);

  expect([sizes[0], sizes[sizes.length - 1]]).toEqual([least, most]);
  expect(sizes).toHaveLength(count);
});

test.each([
  [2048, 1024],
  [4096, 1024],
  [8192, 4096],
  [16384, 8192],
])('with %s units of CPU memory grows by %s MiB', (cpu, step) => {
  const sizes = memorySizes(cpu);
  const steps = sizes.slice(1).map((size, index) => size - sizes[index]);

  expect(new Set(steps)).toEqual(new Set([step]));
});

test.each([0, 255, 300, 32768, -256, NaN])('with %s units of CPU there is no memory', (cpu) => {
  expect(memorySizes(cpu)).toEqual([]);
});
