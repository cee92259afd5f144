import { CfnOutput, Duration } from 'aws-cdk-lib';
import { ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { FileStore, FileStoreProps } from '../../../../src/data';
import { newApp, templateOf, workloadStack } from '../../../support/cloud';

test('services read the bucket anew where a lock has replaced it, and where nothing has, as before', () => {
  const readBy = (props: FileStoreProps) => {
    const app = newApp();
    const store = new FileStore(workloadStack(app), 'Files', props);
    const service = workloadStack(app, 'Service');
    new CfnOutput(service, 'Bucket', { value: store.bucketName });
    return templateOf(service).Outputs.Bucket.Value;
  };
  const unlocked = readBy({});

  expect(readBy({ writeOnce: ObjectLockRetention.governance(Duration.days(1)) })).not.toEqual(unlocked);
  expect(readBy({ expiration: Duration.days(10), requestMetrics: true })).toEqual(unlocked);
});
