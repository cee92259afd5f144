/** JSON with sorted keys: maps from Java come in random order. */
export function sortedJson(value: unknown): string {
  return `${JSON.stringify(value, (_, part) => (isMap(part) ? sorted(part) : part), 2)}\n`;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(map: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(map).sort();
  return Object.fromEntries(keys.map((key) => [key, map[key]]));
}
