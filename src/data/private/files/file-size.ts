import { Size, SizeRoundingBehavior } from 'aws-cdk-lib';

/** Bytes of a size of any unit, whole. */
export function bytesOf(size: Size): number {
  return size.toBytes({ rounding: SizeRoundingBehavior.FLOOR });
}

/** The size for a reader, such as `100 GiB`. */
export function textOf(size: Size): string {
  return `${Number(size.toGibibytes({ rounding: SizeRoundingBehavior.NONE }).toFixed(2))} GiB`;
}
