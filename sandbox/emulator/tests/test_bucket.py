from botocore.exceptions import ClientError

from emulator.tests.builders import BUCKET, BUCKET_PROPERTIES, buckets
from emulator.tests.support import Deployed


class TestBucket(Deployed):
    def test_everything_of_it_can_be_read_back(self):
        self.deploy(buckets(**BUCKET_PROPERTIES))
        s3 = self.client('s3')
        tags = {tag['Key']: tag['Value'] for tag in s3.get_bucket_tagging(Bucket=BUCKET)['TagSet']}
        self.assertEqual(tags['Team'], 'Bank')
        logging = s3.get_bucket_logging(Bucket=BUCKET)['LoggingEnabled']
        self.assertEqual((logging['TargetBucket'], logging['TargetPrefix']), ('logs', 'web/'))
        owner = s3.get_bucket_ownership_controls(Bucket=BUCKET)['OwnershipControls']['Rules']
        self.assertEqual(owner, [{'ObjectOwnership': 'ObjectWriter'}])
        rule = s3.get_bucket_encryption(Bucket=BUCKET)['ServerSideEncryptionConfiguration']['Rules'][0]
        self.assertEqual(
            rule['ApplyServerSideEncryptionByDefault'], {'SSEAlgorithm': 'aws:kms', 'KMSMasterKeyID': 'alias/bank'}
        )
        self.assertTrue(rule['BucketKeyEnabled'])
        old, versions, tagged = s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)['Rules']
        self.assertEqual((old['ID'], old['Expiration'], old['Filter']), ('old', {'Days': 30}, {'Prefix': 'log/'}))
        self.assertEqual(versions['NoncurrentVersionExpiration'], {'NoncurrentDays': 7, 'NewerNoncurrentVersions': 3})
        self.assertEqual(versions['AbortIncompleteMultipartUpload'], {'DaysAfterInitiation': 1})
        self.assertEqual(tagged['Filter']['And']['Tags'], [{'Key': 'a', 'Value': 'b'}])

    def test_what_the_template_drops_is_gone(self):
        self.deploy(buckets(**BUCKET_PROPERTIES))
        self.change(buckets())
        s3 = self.client('s3')
        self.assertNotIn('LoggingEnabled', s3.get_bucket_logging(Bucket=BUCKET))
        with self.assertRaises(ClientError):
            s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)
        rules = s3.get_bucket_encryption(Bucket=BUCKET)['ServerSideEncryptionConfiguration']['Rules']
        self.assertEqual(rules[0]['ApplyServerSideEncryptionByDefault'], {'SSEAlgorithm': 'AES256'})

    def test_its_object_lock_changes_in_place(self):
        def locked(days):
            rule = {'DefaultRetention': {'Mode': 'GOVERNANCE', 'Days': days}}
            lock = {'ObjectLockEnabled': 'Enabled', 'Rule': rule}
            versions = {'VersioningConfiguration': {'Status': 'Enabled'}, 'ObjectLockEnabled': True}
            return rule, buckets(**versions, ObjectLockConfiguration=lock)

        for change, days in ((self.deploy, 30), (self.change, 60)):
            rule, resources = locked(days)
            change(resources)
            read = self.client('s3').get_object_lock_configuration(Bucket=BUCKET)['ObjectLockConfiguration']
            self.assertEqual(read['Rule'], rule)

    def test_it_goes_with_its_stack(self):
        self.deploy(buckets(**BUCKET_PROPERTIES))
        self.destroy()
        self.assertEqual(self.client('s3').list_buckets()['Buckets'], [])
