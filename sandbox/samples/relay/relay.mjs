// Stands for HAProxy in a task of a ReplicationEndpoint: `haproxy -W -db -f FILE`, as far as its configuration goes. It listens at
// the address of the task alone, as a container does, and looks the name of the server up for each connection.
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';

const text = readFileSync(process.argv[process.argv.indexOf('-f') + 1], 'utf8');
if (!text.endsWith('\n')) throw new Error('Missing LF on last line, file might have been truncated');

/** Variables stand in double quotes alone. */
const valueOf = (quoted) => quoted.replace(/\$(\w+)/g, (_, name) => process.env[name]);
const expanded = (word) => word.replace(/"([^"]*)"/g, (_, quoted) => valueOf(quoted));

/** The lines below each heading such as `frontend relay`, by keyword. */
const sections = {};
for (const line of text.split('\n').filter((it) => it.trim() !== '')) {
  const [keyword, ...words] = line.trim().split(' ').map(expanded);
  if (line.startsWith(' ')) Object.values(sections).at(-1)[keyword] = words;
  else sections[`${keyword} ${words[0] ?? ''}`.trim()] = {};
}
const frontends = Object.entries(sections).filter(([heading]) => heading.startsWith('frontend '));

for (const [heading, { bind, default_backend: backend, 'monitor-uri': path }] of frontends) {
  const port = Number(bind[0].split(':')[1]);
  const server = path ? createHttpServer((_, answer) => answer.end()) : createServer(passTo(heading, backend[0]));
  server.listen(port, process.env.TASK_ADDRESS);
}

function passTo(heading, backend) {
  const [name, place] = sections[`backend ${backend}`].server;
  const [host, port] = place.split(':');
  return (client) => {
    const server = connect(Number(port), host);
    let bytes = 0;
    let ended = 'SC';
    server.on('connect', () => (ended = '--')).on('data', ({ length }) => (bytes += length));
    for (const [from, to] of [
      [client, server],
      [server, client],
    ]) {
      from.pipe(to);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
    }
    client.on('close', () => {
      console.log(
        `${client.remoteAddress} ${heading.split(' ')[1]} ${backend}/${name} 0/0/0 ${bytes} ${ended} 1/1/0/0/0 0/0`,
      );
    });
  };
}

// The parent may be killed, and cannot end this process then.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(), 500).unref();
process.on('SIGTERM', () => process.exit());
