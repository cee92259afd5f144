import { EventPattern } from 'aws-cdk-lib/aws-events';
import { objectCreatedPattern } from '../../../core/private/resources/object-created';
import { FileStore, IFileStore } from '../../../data';

/** Events of S3 about files below the prefix. A store of this app refuses it where S3 sends none; of another one it is not known. */
export function importedPattern(files: IFileStore, keyPrefix: string): EventPattern {
  const { objectCreatedEvents } = files as Partial<FileStore>;
  return objectCreatedEvents?.call(files, keyPrefix) ?? objectCreatedPattern(files.bucketName, keyPrefix);
}
