import { copyFileSync, existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { places } from '../places.mjs';

/** The logs of a run that failed outlive it, until the next one that fails. */
export function keepLogs(say) {
  const logs = [places.log, places.apiLog].filter((log) => existsSync(log));
  const kept = logs.map((log) => join(places.kept, `last-${basename(log)}`));
  logs.forEach((log, index) => copyFileSync(log, kept[index]));
  if (kept.length > 0) say(`What was logged: ${kept.map((file) => relative(process.cwd(), file)).join(', ')}`);
}
