/** The items in their order, in lists of `size` and a last one of what is left. */
export function chunked<T>(items: T[], size: number): T[][] {
  return items.length > 0 ? [items.slice(0, size), ...chunked(items.slice(size), size)] : [];
}
