from emulator.tests.builders_servers import DATABASE_OUT, WithServers, database

ROLE = 'arn:aws:iam::111122223333:role/backup'
ELSEWHERE = 'us-east-1'


class TestRecoveryPoints(WithServers):
    def test_a_backup_of_a_database_is_a_snapshot_that_is_copied_and_restored_in_another_region(self):
        made = self.deploy(database(), DATABASE_OUT)
        self.query(made, 'CREATE TABLE kept AS SELECT 42 AS value')
        rds, backup = self.client('rds'), self.client('backup')
        arn = rds.describe_db_instances(DBInstanceIdentifier=made['Name'])['DBInstances'][0]['DBInstanceArn']
        backup.create_backup_vault(BackupVaultName='vault')
        vault = self.client('backup', ELSEWHERE).create_backup_vault(BackupVaultName='copies')['BackupVaultArn']
        asked = {'BackupVaultName': 'vault', 'IamRoleArn': ROLE}
        backup.start_backup_job(**asked, ResourceArn='arn:aws:s3:::files')
        backup.start_backup_job(**asked, ResourceArn=arn, Lifecycle={'DeleteAfterDays': 30})
        (point,) = self.points(backup, 'vault', arn)
        expected = {'Status': 'COMPLETED', 'ResourceType': 'RDS', 'Lifecycle': {'DeleteAfterDays': 30}}
        self.assertEqual(expected, {name: point[name] for name in expected})
        self.assertIn(':snapshot:awsbackup:job-', point['RecoveryPointArn'])
        self.assertEqual(len(self.points(backup, 'vault', 'arn:aws:s3:::files')), 1)
        named = {'BackupVaultName': 'vault', 'RecoveryPointArn': point['RecoveryPointArn']}
        self.assertEqual(backup.describe_recovery_point(**named)['ResourceArn'], arn)

        self.query(made, 'DROP TABLE kept')
        restored = {'DBInstanceIdentifier': 'restored', 'DBInstanceClass': 'db.t4g.micro'}
        rds.restore_db_instance_from_db_snapshot(
            **restored, DBSnapshotIdentifier=point['RecoveryPointArn'].split(':snapshot:')[1]
        )
        self.assertEqual(self.kept('restored'), [[42]])

        where = {'SourceBackupVaultName': 'vault', 'DestinationBackupVaultArn': vault, 'IamRoleArn': ROLE}
        job = backup.start_copy_job(**where, RecoveryPointArn=point['RecoveryPointArn'])['CopyJobId']
        (copied,) = backup.list_copy_jobs()['CopyJobs']
        self.assertEqual((copied['CopyJobId'], copied['State']), (job, 'COMPLETED'))
        (there,) = self.points(self.client('backup', ELSEWHERE), 'copies', arn)
        self.assertIn(f':{ELSEWHERE}:', there['RecoveryPointArn'])
        rds.delete_db_snapshot(DBSnapshotIdentifier=point['RecoveryPointArn'].split(':snapshot:')[1])
        name = there['RecoveryPointArn'].split(':snapshot:')[1]
        self.client('rds', ELSEWHERE).restore_db_instance_from_db_snapshot(**restored, DBSnapshotIdentifier=name)
        self.assertEqual(self.kept('restored', ELSEWHERE), [[42]])

    def points(self, backup, vault, arn):
        return backup.list_recovery_points_by_backup_vault(BackupVaultName=vault, ByResourceArn=arn)['RecoveryPoints']

    def kept(self, name, *region):
        (found,) = self.client('rds', *region).describe_db_instances(DBInstanceIdentifier=name)['DBInstances']
        place = {'Host': found['Endpoint']['Address'], 'Port': found['Endpoint']['Port']}
        return self.query(place, 'SELECT value FROM kept')
