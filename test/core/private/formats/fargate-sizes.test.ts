import { CPU_SIZES, memorySizes } from '../../../../src/core/private/formats/fargate-sizes';

const from = (least: number, most: number, step: number) => {
  return Array.from({ length: (most - least) / step + 1 }, (_, index) => least + index * step);
};

test.each([
  [256, [512, 1024, 2048]],
  [512, [1024, 2048, 3072, 4096]],
  [1024, [2048, 3072, 4096, 5120, 6144, 7168, 8192]],
  [2048, from(4096, 16384, 1024)],
  [4096, from(8192, 30720, 1024)],
  [8192, from(16384, 61440, 4096)],
  [16384, from(32768, 122880, 8192)],
])('with %s units of CPU each size of memory is known', (cpu, sizes) => {
  expect(CPU_SIZES).toContain(cpu);
  expect(memorySizes(cpu)).toEqual(sizes);
});

test('other sizes of CPU are not those of Fargate, and have no memory', () => {
  expect(CPU_SIZES).toHaveLength(7);
  expect([0, 255, 300, 32768, -256, NaN].flatMap(memorySizes)).toEqual([]);
});
