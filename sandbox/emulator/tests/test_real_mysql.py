import json

from emulator.tests.builders_servers import DATABASE_OUT, WithServers, mysql, refuses

MANAGED = {'ManageMasterUserPassword': True}
OUT = {**DATABASE_OUT, 'Secret': {'Fn::GetAtt': ['Database', 'MasterUserSecret.SecretArn']}}


class TestRealMysql(WithServers):
    def ask(self, place, *statements, **login):
        return self.query(place, *statements, scheme='mysql', **login)

    def test_the_deployed_password_logs_in_and_tls_is_required(self):
        made = self.deploy(mysql(Port='13306'), DATABASE_OUT)
        self.assertEqual(made['Port'], '13306')
        self.assertEqual(self.ask(made, 'SELECT current_user(), database()'), [['owner@%', 'tracker']])
        self.assertRegex(self.ask(made, "SHOW STATUS LIKE 'Ssl_cipher'")[0][1], 'AES')
        self.assertTrue(self.ask(made, 'SELECT version()')[0][0].startswith('8.'))
        described = self.client('rds').describe_db_instances(DBInstanceIdentifier=made['Name'])['DBInstances'][0]
        self.assertEqual(described['Endpoint']['Address'], made['Host'])

        self.assertIn('Access denied', self.ask(made, 'SELECT 1', password='other'))
        self.assertIn('insecure transport', self.ask(made, 'SELECT 1', tls=False))

        # The master user has no SUPER: it makes users and databases, and grants what it has.
        granted = 'GRANT SELECT, INSERT ON tracker.* TO app'
        made_app = self.ask(made, "CREATE USER app IDENTIFIED BY 'a'", granted, 'CREATE TABLE t (id INT)', 'SELECT 1')
        self.assertEqual(made_app, [[1]])
        self.assertIn('SUPER', self.ask(made, 'SET GLOBAL max_connections = 7'))
        self.assertIn('Access denied', self.ask(made, 'GRANT SUPER ON *.* TO app'))
        login = {'user': 'app', 'password': 'a'}
        self.assertEqual(self.ask(made, 'INSERT INTO t VALUES (42)', 'SELECT id FROM t', **login), [[42]])
        self.assertIn('denied', self.ask(made, 'DROP TABLE t', **login))
        self.ask(made, "ALTER USER app IDENTIFIED BY 'b'")
        self.assertIn('Access denied', self.ask(made, 'SELECT 1', **login))
        self.assertEqual(self.ask(made, 'SELECT 1', user='app', password='b'), [[1]])

    def test_a_changed_template_changes_parameters_and_password_of_the_running_server(self):
        out = {**DATABASE_OUT, 'Replica': {'Fn::GetAtt': ['Replica', 'Endpoint.Address']}}
        source = {'SourceDBInstanceIdentifier': {'Ref': 'Database'}, 'DBInstanceClass': 'db.t4g.micro'}
        reader = {'Replica': {'Type': 'AWS::RDS::DBInstance', 'Properties': {**source, 'Engine': 'mysql'}}}
        made = self.deploy({**mysql(), **reader}, out)
        self.assertEqual(made['Replica'], made['Host'])
        self.ask(made, 'CREATE TABLE kept AS SELECT 42 AS value')
        values = 'SELECT @@long_query_time, @@log_output, @@lower_case_table_names, @@innodb_ft_min_token_size'
        self.assertEqual(self.ask(made, values), [[1, 'FILE', 0, 3]])
        changed = {'long_query_time': '0.25', 'log_output': 'TABLE', 'innodb_ft_min_token_size': '4'}
        machine = {'innodb_buffer_pool_size': '{DBInstanceClassMemory*3/4}', 'of_another_version': '1'}
        self.change({**mysql('another-1234', {**changed, **machine}), **reader}, out)

        now = {'password': 'another-1234'}
        self.assertIn('Access denied', self.ask(made, 'SELECT 1'))
        self.assertEqual(self.ask(made, values, **now), [[0.25, 'TABLE', 0, 3]])
        # A static parameter waits for a restart, as on AWS.
        self.client('rds').reboot_db_instance(DBInstanceIdentifier=made['Name'])
        self.assertEqual(self.ask(made, values, **now), [[0.25, 'TABLE', 0, 4]])
        self.assertEqual(self.ask(made, 'SELECT value FROM kept', **now), [[42]])
        self.change({**mysql('another-1234', {'require_secure_transport': '0'}), **reader}, out)
        self.assertEqual(self.ask(made, values, tls=False, **now), [[1, 'FILE', 0, 4]])

    def test_a_password_that_rds_keeps_logs_in(self):
        resources = mysql(**MANAGED)
        del resources['Database']['Properties']['MasterUserPassword']
        made = self.deploy(resources, OUT)
        secret = self.client('secretsmanager').get_secret_value(SecretId=made['Secret'])['SecretString']
        self.assertEqual(self.ask(made, 'SELECT 1', password=json.loads(secret)['password']), [[1]])
        self.client('rds').delete_db_instance(DBInstanceIdentifier=made['Name'], SkipFinalSnapshot=True)
        self.assertTrue(refuses(made))
