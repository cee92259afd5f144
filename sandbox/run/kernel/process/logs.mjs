import { copyFileSync, existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { places } from '../places.mjs';

/** Copies the log of a failed run out of the folder of the run; the next failed run overwrites it. */
export function keepLogs(say) {
  if (!existsSync(places.log)) return;
  const kept = join(places.kept, `last-${basename(places.log)}`);
  copyFileSync(places.log, kept);
  say(`Log: ${relative(process.cwd(), kept)}`);
}
