// Stands in for the AWS CLI as far as examples/rl-bank/publish.sh may use it. What it does not know it refuses loudly.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { play, refuse, StubState } from './stub-cli.mjs';

/** What this machine's table of types knows: a poor one, so that what must be forced is seen to be. */
const TYPES = {
  '.html': 'text/html',
  '.ico': 'image/vnd.microsoft.icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

const QUIET = ['--only-show-errors', '--no-progress'];

const COMMANDS = {
  's3 cp': {
    operands: 2,
    filters: true,
    flags: [...QUIET, '--recursive'],
    options: ['--cache-control', '--content-type'],
    run: copy,
  },
  's3 rm': { operands: 1, filters: true, flags: [...QUIET, '--recursive'], options: [], run: remove },
  's3api list-objects-v2': { options: ['--bucket', '--prefix', '--query', '--output'], run: list },
  'cloudfront create-invalidation': {
    options: ['--distribution-id', '--paths', '--query', '--output'],
    run: invalidate,
  },
};

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

/** A bucket and a distribution behind the role of RB14. */
class StubBucket extends StubState {
  list(bucket, prefix) {
    this.request('s3:ListBucket', `arn:aws:s3:::${bucket}`);
    return Object.keys(this.objects)
      .filter((key) => key.startsWith(prefix))
      .sort(byBytes);
  }

  get(bucket, key) {
    this.request('s3:GetObject', `arn:aws:s3:::${bucket}/${key}`);
    return Buffer.from(this.objects[key].body, 'base64');
  }

  put(bucket, key, body, { contentType = 'binary/octet-stream', cacheControl }) {
    this.write('s3:PutObject', `arn:aws:s3:::${bucket}/${key}`, (lastModified) => {
      this.objects[key] = { body: body.toString('base64'), contentType, cacheControl, lastModified };
    });
  }

  delete(bucket, key) {
    this.write('s3:DeleteObject', `arn:aws:s3:::${bucket}/${key}`, () => delete this.objects[key]);
  }

  invalidate(distribution) {
    this.write('cloudfront:CreateInvalidation', distributionArn(distribution), () => undefined);
  }

  allows(action, resource) {
    const bucketArn = `arn:aws:s3:::${this.bucket}`;
    switch (action) {
      case 's3:ListBucket':
        return resource === bucketArn;
      case 's3:GetObject':
      case 's3:PutObject':
      case 's3:DeleteObject':
        return resource.startsWith(`${bucketArn}/`);
      case 'cloudfront:CreateInvalidation':
        return resource === distributionArn(this.distribution);
      default:
        return false;
    }
  }
}

function distributionArn(id) {
  return `arn:aws:cloudfront::111111111111:distribution/${id}`;
}

/** S3 lists keys in the order of their UTF-8 bytes. */
function byBytes(one, other) {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

play(COMMANDS, (path, dieAfter) => new StubBucket(path, dieAfter));
