import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { FileStore } from '../../../../src/data';
import { FileImportProps } from '../../../../src/migration';
import { EventTopic } from '../../../../src/service';
import { propertiesOf } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';
import { fileImportIn } from '../../../support/file-import';

/** Each permission as one line: actions, on what, and by whose service. */
function permissionsOf(stack: Stack, policy: string): string[] {
  const { Statement } = propertiesOf(stack, 'AWS::IAM::Policy', policy).PolicyDocument;
  return Statement.map(({ Action, Resource, Condition = {} }: any) => {
    const via = Condition.StringEquals?.['kms:ViaService'];
    return `${[Action].flat().join(' ')} on ${textOf(Resource)}${via ? ` by ${textOf(via)}` : ''}`;
  });
}

/** A resource as text, references by the names of what they refer to. */
function textOf(value: any): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) {
    return value['Fn::Join'][1]
      .map(textOf)
      .join('')
      .replace(/^arn:AWS::Partition:/, '');
  }
  return value.Ref ?? value['Fn::GetAtt'][0];
}

const withNames = (lines: string[]) => {
  return lines.map((line) => line.replace(/(Bucket|Topic|Key)[0-9A-F]{8}/g, '$1').replace(/111111111111/g, '1'));
};

const importIn = (props: (stack: Stack) => Partial<FileImportProps> = () => ({})) => {
  const stack = workloadStack();
  fileImportIn(stack, props(stack));
  return stack;
};
const plain = importIn();
const encrypted = importIn((stack) => ({
  files: new FileStore(stack, 'Uploads', { eventBridgeEnabled: true, encryptionKey: new Key(stack, 'FileKey') }),
  notificationTopic: new EventTopic(stack, 'Told', { encryptionKey: new Key(stack, 'TopicKey') }).topic,
}));

test('PC13b the task reads files below its prefix and writes reports, and reaches nothing else', () => {
  expect(withNames(permissionsOf(plain, 'ContactsTask'))).toEqual([
    's3:GetObject on s3:::UploadsBucket/contacts/*',
    's3:PutObject s3:AbortMultipartUpload on s3:::UploadsBucket/reports/*',
  ]);
});

test('PC13b the state machine runs the one task, reads reports and publishes to the one topic', () => {
  const ecs = 'ecs:ap-southeast-1:1';
  expect(withNames(permissionsOf(plain, 'ContactsRole'))).toEqual([
    `ecs:RunTask on ${ecs}:task-definition/prd-contacts:*`,
    'iam:PassRole on iam::1:role/ecs-tasks/ap-southeast-1/prd-contacts/*',
    `ecs:DescribeTasks on ${ecs}:task/prd-contacts/*`,
    `ecs:StopTask on ${ecs}:task/prd-contacts/*`,
    'events:PutTargets events:PutRule events:DescribeRule on events:ap-southeast-1:1:rule/StepFunctionsGetEventsForECSTaskRule',
    's3:GetObject on s3:::UploadsBucket/reports/*',
    'sns:Publish on ContactsNotificationsTopic',
  ]);
});

test('keys of a file store and a topic are used by S3 and SNS alone', () => {
  const byS3 = 'by s3.ap-southeast-1.AWS::URLSuffix';
  const ofKeys = (policy: string) => withNames(permissionsOf(encrypted, policy)).filter((it) => it.startsWith('kms:'));

  expect(ofKeys('ContactsTask')).toEqual([`kms:Decrypt kms:GenerateDataKey on FileKey ${byS3}`]);
  expect(ofKeys('ContactsRole')).toEqual([
    `kms:Decrypt on FileKey ${byS3}`,
    'kms:Decrypt kms:GenerateDataKey on TopicKey by sns.ap-southeast-1.AWS::URLSuffix',
  ]);
});
