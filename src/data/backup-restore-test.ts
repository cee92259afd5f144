import { Duration } from 'aws-cdk-lib';

/** Options for the monthly restore test of a `DataBackup`. */
export interface BackupRestoreTest {
  /**
   * Restore metadata that replaces what AWS Backup infers, by resource type (`RDS`, `Aurora`, `S3`, …). AWS Backup restores a
   * database into the default VPC, unless `dbSubnetGroupName` is given here.
   * @default - what AWS Backup infers
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
   */
  readonly metadataOverrides?: Record<string, Record<string, string>>;

  /**
   * Time that the restored resources exist for checks, 1 to 168 hours. AWS Backup deletes them afterwards.
   * @default - they are deleted as soon as they are restored
   */
  readonly validationWindow?: Duration;
}
