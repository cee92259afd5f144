/** Memory in MiB that Fargate takes for each CPU size: minimum, maximum, step. */
const MEMORY: Record<number, [least: number, most: number, step: number]> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16384, 1024],
  4096: [8192, 30720, 1024],
  8192: [16384, 61440, 4096],
  16384: [32768, 122880, 8192],
};

/** The CPU sizes of Fargate. */
export const CPU_SIZES = Object.keys(MEMORY).map(Number);

/** The memory sizes for a CPU size, in MiB; empty for a CPU size that Fargate does not have. */
export function memorySizes(cpu: number): number[] {
  const [least, most, step] = MEMORY[cpu] ?? [0, -1, 1];
  const sizes = Array.from({ length: Math.floor((most - least) / step) + 1 }, (_, index) => least + index * step);
  return sizes.filter((size) => size !== 1536); // 256 units go with 0.5, 1 and 2 GB
}
