import json

from botocore.exceptions import ClientError

from emulator.tests.builders_edge import managed_database
from emulator.tests.support import Deployed

OUT = {'Secret': {'Fn::GetAtt': ['Database', 'MasterUserSecret.SecretArn']}}


class TestManagedDatabaseSecret(Deployed):
    def value(self, arn):
        return json.loads(self.client('secretsmanager').get_secret_value(SecretId=arn)['SecretString'])

    def test_rds_makes_keeps_and_deletes_the_secret_of_a_database(self):
        for kind in ('DBInstance', 'DBCluster'):
            with self.subTest(kind):
                arn = self.deploy(managed_database(kind), OUT)['Secret']
                value = self.value(arn)
                self.assertEqual((value['username'], set(value)), ('tracker', {'username', 'password'}))

                self.assertEqual(self.change(managed_database(kind, BackupRetentionPeriod=9), OUT)['Secret'], arn)
                self.assertEqual(self.value(arn), value)
                self.destroy()
                with self.assertRaises(ClientError):
                    self.value(arn)

    def test_the_secret_goes_with_a_retained_database_that_is_deleted_by_a_request(self):
        rds = self.client('rds')
        resources = managed_database('DBInstance')
        resources['Database']['DeletionPolicy'] = 'Retain'
        arn = self.deploy(resources, OUT)['Secret']
        (name,) = [one['DBInstanceIdentifier'] for one in rds.describe_db_instances()['DBInstances']]
        self.destroy()
        self.assertEqual(self.value(arn)['username'], 'tracker')

        rds.delete_db_instance(DBInstanceIdentifier=name, SkipFinalSnapshot=True)
        with self.assertRaises(ClientError):
            self.value(arn)
