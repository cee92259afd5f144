/** Whether the value is a whole number in the range, both ends included. */
export function isWhole(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}

/** Whether the value is a port. */
export function isPort(value: number): boolean {
  return isWhole(value, 1, 65535);
}
