import { EventPattern } from 'aws-cdk-lib/aws-events';
import { FileStore, IFileStore } from '../../../data';

/** Events of S3 about files below the prefix. A store of this app refuses it where S3 sends none; of another one it is not known. */
export function importedPattern(files: IFileStore, keyPrefix: string): EventPattern {
  const { objectCreatedEvents } = files as Partial<FileStore>;
  return (
    objectCreatedEvents?.call(files, keyPrefix) ?? {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [files.bucketName] }, object: { key: [{ prefix: keyPrefix }] } },
    }
  );
}
