import { readFileSync, writeFileSync } from 'node:fs';

/** Thrown where the command would be killed; nothing that it had still to do is done. */
export class Death extends Error {}

/** What the command says on its last line before it exits with 1. */
export class Refusal extends Error {}

/**
 * A bucket and a distribution in a JSON file, behind the role of RB14: every request is noted with the IAM action it
 * takes and the ARN it takes it on, and refused if the role lacks it.
 */
export class StubBucket {
  constructor(path, dieAfter) {
    this.path = path;
    this.dieAfter = dieAfter;
    Object.assign(this, JSON.parse(readFileSync(path, 'utf8')));
  }

  /** A call of the command line, which the requests that follow belong to. */
  begin(args) {
    this.calls.push({ args, requests: [] });
    if (this.dead) throw new Death();
  }

  end() {
    const { bucket, distribution, clock, dead, objects, calls } = this;
    writeFileSync(this.path, JSON.stringify({ bucket, distribution, clock, dead, objects, calls }));
  }

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

  write(action, resource, change) {
    this.request(action, resource);
    this.clock += 1;
    change(new Date(Date.UTC(2026, 0, 1) + this.clock * 1000).toISOString());
    const writes = this.calls.flatMap(({ requests }) => requests).filter(({ isWrite }) => isWrite).length + 1;
    this.calls.at(-1).requests.at(-1).isWrite = true;
    if (writes === this.dieAfter) {
      this.dead = true;
      throw new Death();
    }
  }

  request(action, resource) {
    this.calls.at(-1).requests.push({ action, resource });
    if (!this.allows(action, resource)) {
      throw new Refusal(
        `An error occurred (AccessDenied): not authorized to perform: ${action} on resource: ${resource}`,
      );
    }
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

export function distributionArn(id) {
  return `arn:aws:cloudfront::111111111111:distribution/${id}`;
}

/** S3 lists keys in the order of their UTF-8 bytes. */
function byBytes(one, other) {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
