"""Probes of faults in databases and their backups."""

from botocore.exceptions import ClientError

from emulator.tests.builders import parameter
from emulator.tests.builders_edge import managed_database
from emulator.tests.builders_servers import database
from emulator.tests.support import Unpatched

DATABASE = {'DBInstanceIdentifier': 'shop', 'Engine': 'mysql', 'DBInstanceClass': 'db.t4g.micro'}
LOGIN = {'MasterUsername': 'owner', 'MasterUserPassword': 'sandbox-1234', 'AllocatedStorage': 20}


def shop(test):
    """A client, with an instance that its test deletes."""
    rds = test.client('rds')
    rds.create_db_instance(**DATABASE, **LOGIN)
    test.addCleanup(rds.delete_db_instance, DBInstanceIdentifier='shop', SkipFinalSnapshot=True)
    return rds


class DataProbes(Unpatched):
    def managed_database_secret(self):
        secret = {'Fn::GetAtt': ['Database', 'MasterUserSecret.SecretArn']}
        return self.refused({**managed_database(), **parameter(secret)}, 'does not exist in schema')

    def database_endpoint(self):
        endpoint = {'Host': {'Fn::GetAtt': ['Database', 'Endpoint.Address']}}
        return self.deploy(database(), endpoint)['Host'].endswith('.rds.amazonaws.com')

    def database_snapshots(self):
        rds = shop(self)
        times = {'SourceDBInstanceIdentifier': 'shop', 'TargetDBInstanceIdentifier': 'again'}
        try:
            rds.restore_db_instance_to_point_in_time(**times, UseLatestRestorableTime=True)
        except ClientError as refused:
            return refused.response['Error']['Code'] == 'InvalidAction'
        return False

    def renamed_database(self):
        rds = shop(self)
        renamed = {'DBInstanceIdentifier': 'shop', 'NewDBInstanceIdentifier': 'store', 'ApplyImmediately': True}
        return rds.modify_db_instance(**renamed)['DBInstance']['DBInstanceIdentifier'] == 'shop'

    def recovery_points(self):
        backup = self.client('backup')
        backup.create_backup_vault(BackupVaultName='vault')
        role = 'arn:aws:iam::111122223333:role/backup'
        arn = 'arn:aws:s3:::files'
        backup.start_backup_job(BackupVaultName='vault', ResourceArn=arn, IamRoleArn=role)
        return not backup.list_recovery_points_by_backup_vault(BackupVaultName='vault')['RecoveryPoints']
