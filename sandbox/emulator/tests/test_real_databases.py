import json
import time

from emulator.tests.builders_servers import (
    DATABASE_OUT,
    LOGICAL,
    PASSWORD,
    WithServers,
    database,
    refuses,
)
from emulator.tests.support import END

CLUSTER = {
    'Database': {
        'Type': 'AWS::RDS::DBCluster',
        'Properties': {
            'Engine': 'aurora-postgresql',
            'EngineVersion': '17.5',
            'DatabaseName': 'tracker',
            'MasterUsername': 'owner',
            'ManageMasterUserPassword': True,
            'DBClusterParameterGroupName': {'Ref': 'Group'},
        },
    },
    'Group': {
        'Type': 'AWS::RDS::DBClusterParameterGroup',
        'Properties': {'Family': 'aurora-postgresql17', 'Description': 'd', 'Parameters': LOGICAL},
    },
    'Writer': {
        'Type': 'AWS::RDS::DBInstance',
        'Properties': {
            'Engine': 'aurora-postgresql',
            'DBInstanceClass': 'db.t4g.medium',
            'DBClusterIdentifier': {'Ref': 'Database'},
        },
    },
}
CLUSTER_OUT = {
    **DATABASE_OUT,
    'Reader': {'Fn::GetAtt': ['Database', 'ReadEndpoint.Address']},
    'Writer': {'Fn::GetAtt': ['Writer', 'Endpoint.Address']},
    'Secret': {'Fn::GetAtt': ['Database', 'MasterUserSecret.SecretArn']},
}


class TestRealDatabases(WithServers):
    def test_the_deployed_password_logs_in_and_tls_is_required(self):
        made = self.deploy(database(), DATABASE_OUT)
        session = 'SELECT current_user, current_database(), ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'
        self.assertEqual(self.query(made, session), [['owner', 'tracker', True]])
        self.assertTrue(self.query(made, 'SHOW server_version')[0][0].startswith('18.'))
        self.assertEqual(made['Port'], '5432')
        described = self.client('rds').describe_db_instances(DBInstanceIdentifier=made['Name'])['DBInstances'][0]
        self.assertEqual(described['Endpoint']['Address'], made['Host'])

        self.assertIn('password authentication failed', self.query(made, 'SELECT 1', password='other'))
        self.assertIn('no encryption', self.query(made, 'SELECT 1', tls=False))

        # The master user is no superuser. It creates roles and databases, and grants those of RDS.
        self.assertIn('permission denied', self.query(made, 'CREATE ROLE other SUPERUSER'))
        granted = ("CREATE ROLE token LOGIN PASSWORD 't'", 'GRANT rds_iam TO token', 'CREATE DATABASE other')
        self.assertEqual(self.query(made, *granted, 'CREATE EXTENSION pgcrypto', 'SELECT 1'), [[1]])
        self.assertIn('pg_hba.conf rejects', self.query(made, 'SELECT 1', user='token', password='t'))

        self.destroy()
        self.assertTrue(refuses(made))

    def test_an_update_changes_password_and_parameters_and_keeps_the_data(self):
        replica = {'SourceDBInstanceIdentifier': {'Ref': 'Database'}, 'DBInstanceClass': 'db.t4g.micro'}
        reader = {'Replica': {'Type': 'AWS::RDS::DBInstance', 'Properties': replica}}
        out = {**DATABASE_OUT, 'Replica': {'Fn::GetAtt': ['Replica', 'Endpoint.Address']}}
        made = self.deploy({**database(parameters={'log_min_duration_statement': '100'}), **reader}, out)
        self.assertEqual(made['Replica'], made['Host'])
        self.query(made, 'CREATE TABLE kept AS SELECT 42 AS value')
        changed = {**LOGICAL, 'pgaudit.log': 'all', 'shared_buffers': '{DBInstanceClassMemory/32768}'}
        self.assertEqual(self.change({**database('another-1234', changed), **reader}, out), made)

        def now(what, **login):
            return self.query(made, what, password='another-1234', **login)

        self.assertEqual(now('SELECT value FROM kept', tls=False), [[42]])
        self.assertIn('password authentication failed', self.query(made, 'SELECT 1', password=PASSWORD))
        self.assertEqual(now('SHOW log_min_duration_statement'), [['250ms']])
        # A static parameter waits for a restart, as on AWS.
        self.assertEqual(now('SHOW wal_level'), [['replica']])
        self.client('rds').reboot_db_instance(DBInstanceIdentifier=made['Name'])
        both = "SELECT setting, value FROM kept, pg_settings WHERE name = 'wal_level'"
        self.assertEqual(now(both), [['logical', 42]])
        self.change({**database('another-1234', {'rds.force_ssl': '1'}), **reader}, out)
        self.assertEqual(now('SHOW log_min_duration_statement'), [['-1']])
        self.assertIn('no encryption', now('SELECT 1', tls=False))

    def test_a_cluster_has_one_server_and_a_logical_replication_client_follows_it(self):
        made = self.deploy(CLUSTER, CLUSTER_OUT)
        self.assertEqual((made['Reader'], made['Writer']), (made['Host'], made['Host']))
        secret = self.client('secretsmanager').get_secret_value(SecretId=made['Secret'])['SecretString']
        login = {'password': json.loads(secret)['password']}
        role = ("CREATE ROLE follower LOGIN PASSWORD 'f'", 'GRANT rds_replication TO follower')
        self.query(made, 'CREATE TABLE facts (id int PRIMARY KEY)', *role, **login)
        follower = {'user': 'follower', 'password': 'f'}
        slot = "SELECT slot_name FROM pg_create_logical_replication_slot('s', 'test_decoding')"
        end = time.monotonic() + END
        while (answer := self.query(made, slot, **follower)) != [['s']] and time.monotonic() < end:
            time.sleep(0.2)
        self.assertEqual(answer, [['s']])
        self.query(made, 'INSERT INTO facts VALUES (7)', **login)
        changes = self.query(made, "SELECT data FROM pg_logical_slot_get_changes('s', NULL, NULL)", **follower)
        self.assertIn(['table public.facts: INSERT: id[integer]:7'], changes)

    def test_a_database_of_the_api_has_a_server_too(self):
        rds = self.client('rds')
        asked = {'DBInstanceIdentifier': 'outside', 'Engine': 'postgres', 'DBInstanceClass': 'db.t4g.micro'}
        login = {'MasterUsername': 'owner', 'MasterUserPassword': PASSWORD, 'DBName': 'tracker', 'Port': 27017}
        rds.create_db_instance(**asked, **login)
        endpoint = rds.describe_db_instances(DBInstanceIdentifier='outside')['DBInstances'][0]['Endpoint']
        place = {'Host': endpoint['Address'], 'Port': endpoint['Port']}
        self.assertEqual(place['Port'], 27017)
        self.assertEqual(self.query(place, 'SELECT 1'), [[1]])
        rds.delete_db_instance(DBInstanceIdentifier='outside', SkipFinalSnapshot=True)
        self.assertTrue(refuses(place))

    def test_a_server_that_does_not_start_fails_its_resource_and_no_other(self):
        with self.assertRaisesRegex(AssertionError, 'ROLLBACK_COMPLETE.*role "rdsadmin" already exists'):
            self.deploy(database(MasterUsername='rdsadmin'), name='Refused')
        made = self.deploy(database(), DATABASE_OUT)
        self.assertEqual(self.query(made, 'SELECT 1'), [[1]])

    def test_the_endpoint_of_another_engine_stays_a_name(self):
        other = database(Engine='mariadb', EngineVersion='11.8')
        self.assertRegex(self.deploy(other, DATABASE_OUT)['Host'], r'\.rds\.amazonaws\.com$')
