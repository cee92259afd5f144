import { copyFileSync, existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { places } from '../places.mjs';

/** Copies the logs of a failed run out of the folder of the run; the next failed run overwrites them. */
export function keepLogs(say) {
  const logs = [places.log, places.apiLog].filter((log) => existsSync(log));
  const kept = logs.map((log) => join(places.kept, `last-${basename(log)}`));
  logs.forEach((log, index) => copyFileSync(log, kept[index]));
  if (kept.length > 0) say(`Logs: ${kept.map((file) => relative(process.cwd(), file)).join(', ')}`);
}
