// Arithmetic of IPv4 CIDR blocks. The arguments are blocks that `isCidr` has accepted.

/** An IPv4 CIDR block as numbers: its first address and the number of its addresses. */
interface Block {
  readonly from: number;
  readonly size: number;
}

/** Length of the prefix of a block, such as 24. */
export function prefixOf(cidr: string): number {
  return Number(cidr.split('/')[1]);
}

/** Whether the address of the block is its first one: EC2 stores `10.0.0.5/24` as `10.0.0.0/24`. */
export function beginsAtItsAddress(cidr: string): boolean {
  return addressOf(cidr) % sizeOf(cidr) === 0;
}

/** Blocks that no network has: this host, loopback, link-local, and from multicast on. */
const RESERVED = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'];

/** Whether a block has addresses that no network has, and EC2 refuses it for a VPC. */
export function isReserved(cidr: string): boolean {
  return RESERVED.some((block) => doOverlap(block, cidr));
}

/** Whether both have an address in common. */
export function doOverlap(one: string, other: string): boolean {
  const [first, second] = [one, other].map(blockOf);
  return first.from < second.from + second.size && second.from < first.from + first.size;
}

/** Whether each address of the inner block is one of the outer block. */
export function isWithin(inner: string, outer: string): boolean {
  const [small, large] = [inner, outer].map(blockOf);
  return small.from >= large.from && small.from + small.size <= large.from + large.size;
}

/** The block of the same size that begins `steps` blocks of `prefix` later. */
export function blockAfter(cidr: string, steps: number): string {
  return textOf(addressOf(cidr) + steps * sizeOf(cidr), prefixOf(cidr));
}

/** The block of another size that begins `steps` of its own sizes after the first address of `cidr`. */
export function blockIn(cidr: string, prefix: number, steps: number): string {
  return blockAfter(textOf(addressOf(cidr), prefix), steps);
}

/** The number of blocks of /28, the smallest subnet of AWS, between both first addresses. */
export function smallestSubnetsBetween(outer: string, inner: string): number {
  return Math.floor((addressOf(inner) - addressOf(outer)) / 16);
}

function blockOf(cidr: string): Block {
  const size = sizeOf(cidr);
  const address = addressOf(cidr);
  return { from: address - (address % size), size };
}

function sizeOf(cidr: string): number {
  return 2 ** (32 - prefixOf(cidr));
}

function addressOf(cidr: string): number {
  return cidr
    .split('/')[0]
    .split('.')
    .reduce((sum, part) => sum * 256 + Number(part), 0);
}

function textOf(address: number, prefix: number): string {
  const parts = [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256);
  return `${parts.join('.')}/${prefix}`;
}
