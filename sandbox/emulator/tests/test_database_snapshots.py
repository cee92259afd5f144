import datetime
import json
import time
from collections.abc import Callable
from typing import Any, ClassVar

from botocore.exceptions import ClientError

from emulator.tests.builders_servers import DATABASE_OUT, PASSWORD, WithServers, database, mysql, refuses

SECRET_OUT = {**DATABASE_OUT, 'Secret': {'Fn::GetAtt': ['Database', 'MasterUserSecret.SecretArn']}}
SMALL = {'DBInstanceClass': 'db.t4g.micro'}


class Snapshots(WithServers):
    """What holds for each engine."""

    scheme: str
    builder: ClassVar[Callable[..., Any]]

    def ask(self, place, *statements, **login):
        return self.query(place, *statements, scheme=self.scheme, **login)

    def place(self, name):
        (found,) = self.client('rds').describe_db_instances(DBInstanceIdentifier=name)['DBInstances']
        return {'Name': name, 'Host': found['Endpoint']['Address'], 'Port': found['Endpoint']['Port']}

    def tearDown(self):
        rds = self.client('rds')
        for one in rds.describe_db_instances()['DBInstances']:
            rds.delete_db_instance(DBInstanceIdentifier=one['DBInstanceIdentifier'], SkipFinalSnapshot=True)

    def written(self):
        made = self.deploy(self.builder(), DATABASE_OUT)
        self.assertEqual(self.ask(made, 'CREATE TABLE kept (id INT)', 'INSERT INTO kept VALUES (1)', self.rows), [[1]])
        return made

    rows = 'SELECT id FROM kept ORDER BY id'

    def test_a_snapshot_has_the_data_of_its_time_and_is_restored_beside_its_instance(self):
        made, rds = self.written(), self.client('rds')
        rds.create_db_snapshot(DBInstanceIdentifier=made['Name'], DBSnapshotIdentifier='before')
        self.ask(made, 'DELETE FROM kept', 'SELECT 1')
        rds.restore_db_instance_from_db_snapshot(DBInstanceIdentifier='restored', DBSnapshotIdentifier='before')
        restored = self.place('restored')
        self.assertNotEqual(restored['Host'], made['Host'])
        self.assertEqual(self.ask(restored, self.rows), [[1]])
        self.assertEqual(self.ask(made, self.rows), [])
        self.ask(restored, 'INSERT INTO kept VALUES (2)', 'SELECT 1')
        self.assertEqual(self.ask(restored, self.rows), [[1], [2]])

        # Each instance of a snapshot has its own copy, with the password of the time of the snapshot.
        rds.modify_db_instance(DBInstanceIdentifier=made['Name'], MasterUserPassword='later-1234')
        arn = rds.describe_db_snapshots(DBSnapshotIdentifier='before')['DBSnapshots'][0]['DBSnapshotArn']
        rds.restore_db_instance_from_db_snapshot(DBInstanceIdentifier='again', DBSnapshotIdentifier=arn)
        self.assertEqual(self.ask(self.place('again'), self.rows), [[1]])
        rds.delete_db_snapshot(DBSnapshotIdentifier='before')
        self.assertEqual(self.ask(self.place('again'), self.rows), [[1]])
        with self.assertRaisesRegex(ClientError, 'before not found'):
            rds.restore_db_instance_from_db_snapshot(DBInstanceIdentifier='late', DBSnapshotIdentifier='before')

    def test_an_instance_is_restored_to_the_second_before_a_loss(self):
        made, rds = self.written(), self.client('rds')
        time.sleep(1.1)  # MySQL logs whole seconds
        before = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        time.sleep(1.1)
        self.ask(made, 'UPDATE kept SET id = 7', 'CREATE TABLE other (id INT)', 'SELECT 1')
        source = {'SourceDBInstanceIdentifier': made['Name']}
        rds.restore_db_instance_to_point_in_time(**source, TargetDBInstanceIdentifier='early', RestoreTime=before)
        restored = self.place('early')
        self.assertEqual(self.ask(restored, self.rows), [[1]])
        self.assertNotIsInstance(self.ask(restored, 'SELECT id FROM other'), list)
        self.assertEqual(self.ask(restored, 'INSERT INTO kept VALUES (2)', self.rows), [[1], [2]])
        later = datetime.datetime.now(datetime.UTC)
        time.sleep(1.1)
        self.ask(restored, 'DELETE FROM kept', 'SELECT 1')
        # Also an instance that was restored itself, and the newest second of the first one.
        for name, origin, rows in (('again', 'early', [[1], [2]]), ('late', made['Name'], [[7]])):
            given = {'SourceDBInstanceIdentifier': origin, 'TargetDBInstanceIdentifier': name}
            rds.restore_db_instance_to_point_in_time(**given, RestoreTime=later)
            self.assertEqual(self.ask(self.place(name), self.rows), rows)
        for when in (before - datetime.timedelta(days=1), before + datetime.timedelta(days=1)):
            with self.assertRaisesRegex(ClientError, 'the earliest time'):
                rds.restore_db_instance_to_point_in_time(**source, TargetDBInstanceIdentifier='never', RestoreTime=when)

    def test_a_renamed_instance_leaves_its_address_to_the_next_of_its_name(self):
        made, rds = self.written(), self.client('rds')
        latest = {'SourceDBInstanceIdentifier': made['Name'], 'UseLatestRestorableTime': True}
        rds.restore_db_instance_to_point_in_time(**latest, TargetDBInstanceIdentifier='copy', MultiAZ=True)
        self.ask(made, 'DELETE FROM kept', 'SELECT 1')
        for before, after in ((made['Name'], 'lost'), ('copy', made['Name'])):
            rds.modify_db_instance(DBInstanceIdentifier=before, NewDBInstanceIdentifier=after, ApplyImmediately=True)
        self.assertEqual(self.place(made['Name'])['Host'], made['Host'])
        self.assertEqual(self.ask(made, self.rows), [[1]])
        self.assertEqual(self.ask(self.place('lost'), self.rows), [])
        (found,) = rds.describe_db_instances(DBInstanceIdentifier=made['Name'])['DBInstances']
        self.assertEqual((found['MultiAZ'], found['DeletionProtection']), (True, False))
        self.assertTrue(found['DBParameterGroups'][0]['DBParameterGroupName'].startswith('default.'))

    def test_a_deleted_instance_leaves_a_final_snapshot_and_a_template_begins_with_it(self):
        made, rds = self.written(), self.client('rds')
        final = {'DBInstanceIdentifier': made['Name'], 'FinalDBSnapshotIdentifier': 'final'}
        rds.delete_db_instance(**final)
        self.assertTrue(refuses(made))
        resources = self.builder(ManageMasterUserPassword=True, DBSnapshotIdentifier='final')
        for name in ('DBName', 'MasterUsername', 'MasterUserPassword'):
            del resources['Database']['Properties'][name]
        again = self.deploy(resources, SECRET_OUT, name='Again')
        secret = json.loads(self.client('secretsmanager').get_secret_value(SecretId=again['Secret'])['SecretString'])
        self.assertEqual(secret['username'], 'owner')
        self.assertEqual(self.ask(again, self.rows, password=secret['password']), [[1]])
        self.assertNotIsInstance(self.ask(again, self.rows, password=PASSWORD), list)

    def test_a_stack_that_snapshots_its_database_leaves_the_data(self):
        resources = self.builder()
        resources['Database']['DeletionPolicy'] = 'Snapshot'
        made = self.deploy(resources, DATABASE_OUT, name='Gone')
        self.ask(made, 'CREATE TABLE kept (id INT)', 'INSERT INTO kept VALUES (1)', 'SELECT 1')
        self.destroy('Gone')
        rds = self.client('rds')
        (found,) = rds.describe_db_snapshots(DBInstanceIdentifier=made['Name'])['DBSnapshots']
        name = found['DBSnapshotIdentifier']
        rds.restore_db_instance_from_db_snapshot(DBInstanceIdentifier='back', DBSnapshotIdentifier=name)
        self.assertEqual(self.ask(self.place('back'), self.rows), [[1]])


class TestSnapshotsOfPostgresql(Snapshots):
    scheme = 'postgres'
    builder = staticmethod(database)


class TestSnapshotsOfMysql(Snapshots):
    scheme = 'mysql'
    builder = staticmethod(mysql)

    def test_a_table_of_a_restored_snapshot_is_whole(self):
        made, rds = self.written(), self.client('rds')
        rds.create_db_snapshot(DBInstanceIdentifier=made['Name'], DBSnapshotIdentifier='whole')
        rds.restore_db_instance_from_db_snapshot(DBInstanceIdentifier='whole', DBSnapshotIdentifier='whole')
        self.assertEqual(self.ask(self.place('whole'), 'CHECK TABLE kept'), [['tracker.kept', 'check', 'status', 'OK']])


del Snapshots  # it is no test of its own
