// Files of tenants: browsers upload and download by URLs that a session for one tenant signs. IAM limits it, and so its URLs, to the
// prefix of that tenant, whatever this program asks for.
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Refused } from '../shared/http.mjs';

const NAME = /^[\w() -][\w(). -]{0,119}$/;
const MINUTES_15 = 900;

export class Files {
  #bucket;
  #role;
  #sts = new STSClient({});
  /** @type {Map<string, S3Client>} a client for each tenant, which renews its credentials, and never one for all */
  #clients = new Map();

  /** @param {Record<string, string | undefined>} environment */
  constructor({ FILES_BUCKET, FILES_TENANT_ROLE_ARN }) {
    this.#bucket = FILES_BUCKET;
    this.#role = FILES_TENANT_ROLE_ARN;
  }

  /** Names and sizes of the first thousand files of a tenant. */
  async list(id) {
    const Prefix = `${id}/`;
    const listed = await this.#client(id).send(new ListObjectsV2Command({ Bucket: this.#bucket, Prefix }));
    return (listed.Contents ?? []).map(({ Key, Size }) => ({ name: `${Key}`.slice(Prefix.length), size: Size }));
  }

  /** A URL that uploads a file of a tenant. */
  uploadUrl(id, name) {
    return this.#sign(id, new PutObjectCommand({ Bucket: this.#bucket, Key: keyOf(id, name) }));
  }

  /** A URL that downloads one. The browser saves it, and never shows it as a page. */
  downloadUrl(id, name) {
    const ResponseContentDisposition = `attachment; filename="${name}"`;
    return this.#sign(
      id,
      new GetObjectCommand({ Bucket: this.#bucket, Key: keyOf(id, name), ResponseContentDisposition }),
    );
  }

  #sign(tenant, command) {
    return getSignedUrl(/** @type {any} */ (this.#client(tenant)), command, { expiresIn: MINUTES_15 });
  }

  #client(tenant) {
    const known = this.#clients.get(tenant);
    if (known) return known;
    const client = new S3Client({ credentials: () => this.#sessionOf(tenant) });
    this.#clients.set(tenant, client);
    return client;
  }

  async #sessionOf(tenant) {
    const Tags = [{ Key: 'tenant', Value: tenant }];
    const asked = new AssumeRoleCommand({ RoleArn: this.#role, RoleSessionName: 'api', Tags });
    const { Credentials } = await this.#sts.send(asked);
    return {
      accessKeyId: `${Credentials?.AccessKeyId}`,
      secretAccessKey: `${Credentials?.SecretAccessKey}`,
      sessionToken: Credentials?.SessionToken,
      expiration: Credentials?.Expiration,
    };
  }
}

function keyOf(tenant, name) {
  if (typeof name !== 'string' || !NAME.test(name)) {
    throw new Refused(400, 'The name of a file has letters, digits, spaces and _().- alone.');
  }
  return `${tenant}/${name}`;
}
