/** The parts of an ECR image URI: `<registry>/<repository>:<tag>`, `@<digest>`, or both. */
export function imageParts(uri) {
  const [, repository, tag, digest] = /^[^/]+\/([^:@]+)(?::([^@]+))?(?:@(.+))?$/.exec(uri) ?? [];
  return { repository, tag, digest };
}
