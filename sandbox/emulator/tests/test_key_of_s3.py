from emulator.tests.builders import BUCKET, BUCKET_PROPERTIES, buckets
from emulator.tests.support import ACCOUNT, REGION, Deployed


class TestKeyOfS3(Deployed):
    def key_of(self, bucket):
        self.client('s3').put_object(Bucket=bucket, Key='page', Body=b'x', ServerSideEncryption='aws:kms')
        head = self.client('s3').head_object(Bucket=bucket, Key='page')
        return head['ServerSideEncryption'], head['SSEKMSKeyId']

    def test_a_write_without_a_key_takes_the_accounts(self):
        self.deploy(buckets())
        self.assertEqual(self.key_of(BUCKET), ('aws:kms', f'arn:aws:kms:{REGION}:{ACCOUNT}:alias/aws/s3'))

    def test_a_write_to_a_bucket_with_a_key_takes_that(self):
        self.deploy(buckets(**BUCKET_PROPERTIES))
        algorithm, key = self.key_of(BUCKET)
        self.assertEqual(algorithm, 'aws:kms')
        self.assertIn('alias/bank', key)
