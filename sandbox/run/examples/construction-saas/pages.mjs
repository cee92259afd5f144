import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** What stands for the build of the web application: the same files for all tenants, which ask the API whose pages they are. */
const FILES = {
  'index.html': [
    'text/html',
    'no-cache',
    '<!doctype html><title>Platform</title><script type="module" src="/assets/app-1.js"></script>',
  ],
  'assets/app-1.js': [
    'text/javascript',
    'public, max-age=31536000, immutable',
    "const tenant = await (await fetch('/api/tenant')).json(); document.title = tenant.name;",
  ],
};

/**
 * Publishes the pages to the bucket of the distribution of a domain.
 *
 * @param {import('../../kernel/aws/sandbox.mjs').Sandbox} sandbox
 */
export async function publish(sandbox, domain, region = sandbox.region) {
  const { DistributionList } = await sandbox.ask(CloudFrontClient, new ListDistributionsCommand({}));
  const found = DistributionList.Items.find(({ Aliases }) => Aliases.Items.includes(`*.${domain}`));
  if (!found) throw new Error(`No distribution has the name *.${domain}.`);
  const [Bucket] = found.Origins.Items[0].DomainName.split('.s3.');
  for (const [Key, [ContentType, CacheControl, Body]] of Object.entries(FILES)) {
    await sandbox.ask(S3Client, new PutObjectCommand({ Bucket, Key, ContentType, CacheControl, Body }), region);
  }
}
