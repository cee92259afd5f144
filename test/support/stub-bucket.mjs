import { StubState } from './stub-state.mjs';

/** A bucket and a distribution behind the role of RB14. */
export class StubBucket extends StubState {
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

export function distributionArn(id) {
  return `arn:aws:cloudfront::111111111111:distribution/${id}`;
}

/** S3 lists keys in the order of their UTF-8 bytes. */
function byBytes(one, other) {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
