import os
import signal
import tempfile
import time

from emulator.tests.builders_servers import DATABASE_OUT, WithServers, database, refuses, running, servers
from emulator.tests.support import END, Launcher

OUT = {'Host': {'Fn::GetAtt': ['Cache', 'Endpoint.Address']}, 'Port': {'Fn::GetAtt': ['Cache', 'Endpoint.Port']}}
GROUP_OUT = {
    'Host': {'Fn::GetAtt': ['Group', 'PrimaryEndPoint.Address']},
    'Port': {'Fn::GetAtt': ['Group', 'PrimaryEndPoint.Port']},
    'Reader': {'Fn::GetAtt': ['Group', 'ReaderEndPoint.Address']},
}


def cache(gigabytes=1, **properties):
    limits = {'DataStorage': {'Maximum': gigabytes, 'Unit': 'GB'}}
    own = {'ServerlessCacheName': 'bank-cache', 'Engine': 'valkey', 'CacheUsageLimits': limits}
    return {'Cache': {'Type': 'AWS::ElastiCache::ServerlessCache', 'Properties': {**own, **properties}}}


def user(name, **login):
    access = 'on ~app:* +@read +@write +@connection'
    own = {'Engine': 'valkey', 'UserId': name, 'UserName': name, 'AccessString': access}
    return {'Type': 'AWS::ElastiCache::User', 'Properties': {**own, **login}}


def users(**members):
    ids = [{'Ref': key} for key in members]
    group = {'Engine': 'valkey', 'UserGroupId': 'apps', 'UserIds': ids}
    return {**members, 'Users': {'Type': 'AWS::ElastiCache::UserGroup', 'Properties': group}}


def replication_group(policy='allkeys-lru', **properties):
    parameters = {
        'CacheParameterGroupFamily': 'valkey8',
        'Description': 'Of the group',
        'Properties': {'maxmemory-policy': policy, 'cluster-enabled': 'no'},
    }
    own = {
        'ReplicationGroupDescription': 'Sessions',
        'Engine': 'valkey',
        'CacheNodeType': 'cache.t4g.micro',
        'NumCacheClusters': 2,
        'TransitEncryptionEnabled': True,
        'AuthToken': 'a-token-of-16-letters',
        'CacheParameterGroupName': {'Ref': 'Parameters'},
    }
    return {
        'Parameters': {'Type': 'AWS::ElastiCache::ParameterGroup', 'Properties': parameters},
        'Group': {'Type': 'AWS::ElastiCache::ReplicationGroup', 'Properties': {**own, **properties}},
    }


class TestRealCaches(WithServers):
    def memory(self, place, *login):
        """Limit and policy, as the server reports them."""
        said = self.command(place, *login, 'INFO memory')[-1].splitlines()
        lines = dict(line.split(':', 1) for line in said if ':' in line)
        return lines['maxmemory_human'], lines['maxmemory_policy']

    def test_a_serverless_cache_is_a_cluster_behind_tls(self):
        made = self.deploy(cache(), OUT)
        self.assertEqual(self.command(made, 'SET a 1', 'GET a'), ['+OK\r\n', '$1\r\n1\r\n'])
        self.assertEqual(self.memory(made), ('1.00G', 'volatile-lru'))
        [slots, two_slots, kept_back] = self.command(made, 'CLUSTER SLOTS', 'MGET a b', 'CONFIG GET maxmemory')
        self.assertIn(f'{made["Host"]}\r\n:{made["Port"]}', slots)
        self.assertIn('CROSSSLOT', two_slots)
        self.assertIn('NOPERM', kept_back)
        self.assertNotIn('PONG', self.command(made, 'PING', tls=False)[0])

        self.assertEqual(self.change(cache(5), OUT), made)
        self.assertEqual((self.memory(made)[0], self.command(made, 'GET a')), ('5.00G', ['$1\r\n1\r\n']))
        self.destroy()
        self.assertTrue(refuses(made))

    def test_the_users_of_a_user_group_log_in_and_no_other(self):
        members = {
            'App': user('app', Passwords=['app-password-1234']),
            'Role': user('role', AuthenticationMode={'Type': 'iam'}),
        }
        made = self.deploy({**users(**members), **cache(UserGroupId={'Ref': 'Users'})}, OUT)
        allowed = self.command(made, 'AUTH app app-password-1234', 'SET app:1 x', 'SET other x')
        self.assertEqual(allowed[:2], ['+OK\r\n', '+OK\r\n'])
        self.assertIn('NOPERM', allowed[2])
        [anyone, wrong, token] = self.command(made, 'GET app:1', 'AUTH app other', 'AUTH role any-token')
        self.assertIn('NOAUTH', anyone)
        self.assertIn('WRONGPASS', wrong)
        self.assertIn('WRONGPASS', token)

        members['App'] = user('app', Passwords=['app-password-5678'])
        self.change({**users(**members), **cache(UserGroupId={'Ref': 'Users'})}, OUT)
        [old, new] = self.command(made, 'AUTH app app-password-1234', 'AUTH app app-password-5678')
        self.assertEqual(('WRONGPASS' in old, new), (True, '+OK\r\n'))

    def test_a_replication_group_has_one_server_with_its_token_and_policy(self):
        made = self.deploy(replication_group(), GROUP_OUT)
        login = 'AUTH a-token-of-16-letters'
        self.assertEqual(made['Reader'], made['Host'])
        self.assertEqual(self.command(made, login, 'SELECT 1', 'MSET a 1 b 2')[1:], ['+OK\r\n', '+OK\r\n'])
        self.assertIn('NOAUTH', self.command(made, 'GET a')[0])
        self.assertEqual(self.memory(made, login)[1], 'allkeys-lru')
        self.change(replication_group('noeviction'), GROUP_OUT)
        self.assertEqual(self.memory(made, login)[1], 'noeviction')

    def test_a_group_without_transit_encryption_has_no_tls(self):
        plain = replication_group(TransitEncryptionEnabled=False)
        del plain['Group']['Properties']['AuthToken']
        self.assertEqual(self.command(self.deploy(plain, GROUP_OUT), 'PING', tls=False), ['+PONG\r\n'])


class TestTheEnd(WithServers):
    def test_servers_end_with_the_emulator(self):
        """Also with an emulator that is killed and cannot stop them."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            with self.subTest(number.name), tempfile.TemporaryDirectory() as place:
                data = os.path.join(place, 'data')
                launcher = Launcher('--servers', servers(place), '--folder', data)
                self.addCleanup(launcher.stop, signal.SIGKILL)
                launched = type('Launched', (WithServers,), {'url': launcher.url(), 'addCleanup': lambda *_: None})
                launched('deploy').deploy({**database(), **cache()}, DATABASE_OUT, name=f'End-{number.name}')
                self.assertEqual(len(running(data)), 2)
                launcher.stop(number)
                end = time.monotonic() + END
                while running(data) and time.monotonic() < end:
                    time.sleep(0.1)
                self.assertEqual(running(data), [])
