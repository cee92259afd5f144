// Writes the file for `python -m emulator --servers FILE` into a folder, and prints its path: `node run/servers.mjs FOLDER`.
import { resolve } from 'node:path';
import { writeServers } from './kernel/aws/real-servers.mjs';

console.log(await writeServers(resolve(process.argv[2] ?? '.')));
