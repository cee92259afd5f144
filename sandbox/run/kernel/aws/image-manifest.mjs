import { createHash } from 'node:crypto';

export const MEDIA_TYPE = 'application/vnd.oci.image.manifest.v1+json';
/** The config of each image. */
export const CONFIG = '{}';

/**
 * The manifest of an image with one layer, the commit that it was built from: a task of it is healthy (`ok`), `unhealthy`, or
 * ends at once (`crash`).
 *
 * @param {string} commit
 */
export function imageManifest(commit, behaviour = 'ok') {
  const part = (kind, text) => ({
    mediaType: `application/vnd.oci.image.${kind}`,
    size: text.length,
    digest: digestOf(text),
  });
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE,
    config: part('config.v1+json', CONFIG),
    layers: [part('layer.v1.tar', commit)],
    annotations: { 'org.opencontainers.image.revision': commit, behaviour },
  });
}

/** @param {string} text */
export function digestOf(text) {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
