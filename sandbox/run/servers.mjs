// Writes the file for `python -m emulator --servers FILE` into a folder, and prints its path: `node run/servers.mjs FOLDER`.
import { resolve } from 'node:path';
import { mysqlServer } from './kernel/aws/mysqld.mjs';
import { writeServers } from './kernel/aws/real-servers.mjs';
import { withProcesses } from './kernel/process/with-processes.mjs';

await withProcesses(async (processes) => {
  const mysql = await mysqlServer(processes);
  if ('without' in mysql) console.error(mysql.without);
  console.log(await writeServers(resolve(process.argv[2] ?? '.'), 'without' in mysql ? {} : mysql));
});
