#!/usr/bin/env node
// Stands in for the AWS CLI as far as examples/rl-bank/publish.sh may use it. What it does not know it refuses loudly.
//   STUB_AWS_STATE      the JSON file that holds the bucket, see stub-bucket.mjs
//   STUB_AWS_DIE_AFTER  the number of writes after which it is as if the power went
// `stub-aws.mjs --serve` answers the calls of stub-aws-client.sh, which spares every call the 0.1 s that node takes to
// start. It prints the port that it listens on.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, extname, join, resolve } from 'node:path';
import { Death, distributionArn, Refusal, StubBucket } from './stub-bucket.mjs';

/** What this machine's table of types knows: a poor one, so that what must be forced is seen to be. */
const TYPES = {
  '.html': 'text/html',
  '.ico': 'image/vnd.microsoft.icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

const FILTERS = ['--exclude', '--include'];
const QUIET = ['--only-show-errors', '--no-progress'];

const COMMANDS = {
  's3 cp': { operands: 2, flags: [...QUIET, '--recursive'], options: ['--cache-control', '--content-type'], run: copy },
  's3 rm': { operands: 1, flags: [...QUIET, '--recursive'], options: [], run: remove },
  's3api list-objects-v2': { options: ['--bucket', '--prefix', '--query', '--output'], run: list },
  'cloudfront create-invalidation': {
    options: ['--distribution-id', '--paths', '--query', '--output'],
    run: invalidate,
  },
  // Known so that it is the role that refuses them.
  's3api get-object-tagging': { options: ['--bucket', '--key'], run: denied('s3:GetObjectTagging', objectArn) },
  's3api list-object-versions': { options: ['--bucket'], run: denied('s3:ListBucketVersions', bucketArn) },
  's3api get-bucket-location': { options: ['--bucket'], run: denied('s3:GetBucketLocation', bucketArn) },
  'cloudfront get-invalidation': {
    options: ['--distribution-id', '--id'],
    run: denied('cloudfront:GetInvalidation', (options) => distributionArn(options['--distribution-id'])),
  },
  'sts get-caller-identity': { options: [], run: denied('sts:GetCallerIdentity', () => '*') },
};

function aws(args, { cwd, state, dieAfter }) {
  const bucket = new StubBucket(state, dieAfter);
  try {
    bucket.begin(args);
    const call = parse(args);
    return { code: 0, out: call.run(bucket, { ...call, cwd }) ?? '', err: '' };
  } catch (error) {
    if (error instanceof Death) return { code: 137, out: '', err: '' };
    if (error instanceof Refusal) return { code: 1, out: '', err: `${error.message}\n` };
    return { code: 252, out: '', err: `${error.stack}\n` };
  } finally {
    bucket.end();
  }
}

function parse(args) {
  const name = args.slice(0, 2).join(' ');
  const command = COMMANDS[name] ?? refuse(`no command '${name}'`);
  const call = { run: command.run, operands: [], options: {}, filters: [] };
  const words = args.slice(2);
  while (words.length > 0) {
    const word = words.shift();
    const [option, glued] = word.split(/(?<=^--[a-z-]+)=/s);
    const value = () => glued ?? words.shift() ?? refuse(`no '${option}' without value`);
    if (command.flags?.includes(word)) {
      call.options[word] = true;
    } else if (command.operands && FILTERS.includes(option)) {
      call.filters.push({ isIncluded: option === '--include', pattern: value() });
    } else if (command.options.includes(option)) {
      call.options[option] = value();
    } else if (word.startsWith('-')) {
      refuse(`no option '${word}' of '${name}'`);
    } else {
      call.operands.push(word);
    }
  }
  if (call.operands.length !== (command.operands ?? 0)) refuse(`no '${name}' of ${JSON.stringify(call.operands)}`);
  return call;
}

function copy(bucket, { operands: [from, to], options, filters, cwd }) {
  const headers = { contentType: options['--content-type'], cacheControl: options['--cache-control'] };
  const upload = (path, name, key) => {
    const contentType = headers.contentType ?? TYPES[extname(path)];
    bucket.put(name, key, readFileSync(path), { ...headers, contentType });
  };
  if (from.startsWith('s3://') === to.startsWith('s3://')) {
    refuse('no copies in or between buckets: they need s3:GetObjectTagging');
  }
  if (from.startsWith('s3://')) {
    if (!options['--recursive']) refuse('no download of a single object');
    const [name, prefix] = split(from, true);
    const isWanted = filterBy(filters, `${name}/${prefix}`, `${resolve(cwd, to)}/`);
    for (const key of bucket.list(name, prefix).filter((candidate) => isWanted(`${name}/${candidate}`))) {
      const path = join(resolve(cwd, to), key.slice(prefix.length));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bucket.get(name, key));
    }
  } else if (options['--recursive']) {
    const root = `${resolve(cwd, from)}/`;
    const [name, prefix] = split(to, true);
    const isWanted = filterBy(filters, root, `${name}/${prefix}`);
    for (const path of filesBelow(root).filter(isWanted)) {
      upload(path, name, prefix + path.slice(root.length));
    }
  } else {
    upload(resolve(cwd, from), ...split(to, false));
  }
}

function remove(bucket, { operands: [target], options, filters }) {
  const [name, key] = split(target, options['--recursive']);
  if (!options['--recursive']) {
    bucket.delete(name, key);
    return;
  }
  const isWanted = filterBy(filters, `${name}/${key}`);
  const doomed = bucket.list(name, key).filter((candidate) => isWanted(`${name}/${candidate}`));
  // Backwards, so that a marker goes last: the AWS CLI removes many at a time, in no order to rely on.
  doomed.reverse().forEach((each) => bucket.delete(name, each));
}

/** Text output runs the query on every page and prints "None" where it finds nothing. */
function list(bucket, { options }) {
  const [, fields] =
    /^Contents\[\]\.\[([A-Za-z,]+)\]$/.exec(options['--query']) ?? refuse(`no query '${options['--query']}'`);
  if (options['--output'] !== 'text') refuse('no output but text');
  const keys = bucket.list(options['--bucket'], options['--prefix'] ?? '');
  const values = { Key: (key) => key, LastModified: (key) => bucket.objects[key].lastModified };
  const lines = keys.map((key) =>
    fields
      .split(',')
      .map((field) => values[field](key))
      .join('\t'),
  );
  return `${lines.length > 0 ? lines.join('\n') : 'None'}\n`;
}

function invalidate(bucket, { options }) {
  bucket.invalidate(options['--distribution-id']);
  return 'IEXAMPLE\n';
}

function denied(action, resourceOf) {
  return (bucket, { options }) => bucket.request(action, resourceOf(options));
}

/**
 * The last filter that matches decides, and what none matches is wanted. As in the AWS CLI, a pattern is Python's
 * fnmatch over the whole path: `*` matches slashes too, and a `[` in the name of the folder counts as a pattern.
 */
function filterBy(filters, ...roots) {
  const rules = filters.flatMap(({ isIncluded, pattern }) =>
    roots.map((root) => ({ isIncluded, regex: fnmatch(pattern.startsWith('/') ? pattern : root + pattern) })),
  );
  return (path) => rules.findLast(({ regex }) => regex.test(path))?.isIncluded ?? true;
}

function fnmatch(pattern) {
  const regex = pattern.replace(/\[(!?)(\]?[^\]]*)\]|[\s\S]/gu, (part, not, set) => {
    if (set !== undefined) return `[${not ? '^' : ''}${set.replace(/[\\[\]^]/g, '\\$&')}]`;
    if (part === '*') return '.*';
    return part === '?' ? '.' : part.replace(/[\\^$.|+()[\]{}/]/, '\\$&');
  });
  return new RegExp(`^${regex}$`, 'su');
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => folder + name)
    .filter((path) => statSync(path).isFile())
    .sort();
}

function split(url, isFolder) {
  const [, name, key] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(url) ?? refuse(`'${url}' is not in a bucket`);
  return [name, isFolder && key && !key.endsWith('/') ? `${key}/` : key];
}

function bucketArn(options) {
  return `arn:aws:s3:::${options['--bucket']}`;
}

function objectArn(options) {
  return `${bucketArn(options)}/${options['--key']}`;
}

function refuse(problem) {
  throw new Error(`stub aws knows ${problem}`);
}

function serve() {
  const server = createServer((socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part) => {
      text += part;
      const [count, cwd, state, dieAfter, ...args] = text.split('\0');
      if (args.length <= Number(count)) return; // behind the last word comes a NUL too
      const { code, out, err } = aws(args.slice(0, -1), { cwd, state, dieAfter: Number(dieAfter) });
      socket.end(`${code}\0${out}\0${err}\0`);
    });
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
}

if (process.argv[2] === '--serve') {
  serve();
} else {
  const { STUB_AWS_STATE: state, STUB_AWS_DIE_AFTER: dieAfter } = process.env;
  const { code, out, err } = aws(process.argv.slice(2), { cwd: process.cwd(), state, dieAfter: Number(dieAfter) });
  process.stdout.write(out);
  process.stderr.write(err);
  process.exitCode = code;
}
