import { ObjectLockMode } from 'aws-cdk-lib/aws-s3';

/**
 * How the objects of a log archive are locked, by S3 Object Lock.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export class ArchiveLock {
  /**
   * No principal shortens a retention or deletes an object before its end: neither the root user nor AWS. What is in the archive is
   * paid for until then. It takes a second key: the context `rl-bank-constructs:lockData` of the app has to be true.
   */
  public static compliance(): ArchiveLock {
    return new ArchiveLock(ObjectLockMode.COMPLIANCE);
  }

  /** Objects are locked, and a principal with `s3:BypassGovernanceRetention` could delete them: the bucket policy denies it to all. */
  public static governance(): ArchiveLock {
    return new ArchiveLock(ObjectLockMode.GOVERNANCE);
  }

  /**
   * No lock, for a sandbox whose archive is removed again. It is refused unless the context `rl-bank-constructs:destroyData` of the
   * app is true.
   */
  public static none(): ArchiveLock {
    return new ArchiveLock(undefined);
  }

  private constructor(
    /** Mode of the lock, `undefined` without one. */
    public readonly mode?: ObjectLockMode,
  ) {}
}
