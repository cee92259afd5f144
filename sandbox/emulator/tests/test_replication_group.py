from emulator.tests.support import Deployed

OUT = {'Id': {'Ref': 'Queue'}, 'Host': {'Fn::GetAtt': ['Queue', 'PrimaryEndPoint.Address']}}


def resources(subnets, **properties):
    """What a RedisReplicationGroup makes."""
    password = '{{resolve:secretsmanager:${Password}:SecretString:password::}}'
    own = {
        'ReplicationGroupId': 'queue-1a2b',
        'ReplicationGroupDescription': 'Queues',
        'Engine': 'valkey',
        'EngineVersion': '8.0',
        'CacheNodeType': 'cache.t4g.small',
        'ClusterMode': 'disabled',
        'NumCacheClusters': 2,
        'AutomaticFailoverEnabled': True,
        'MultiAZEnabled': True,
        'TransitEncryptionEnabled': True,
        'TransitEncryptionMode': 'required',
        'AtRestEncryptionEnabled': True,
        'CacheParameterGroupName': {'Ref': 'Parameters'},
        'CacheSubnetGroupName': {'Ref': 'Subnets'},
        'UserGroupIds': [{'Ref': 'Users'}],
        'SnapshotRetentionLimit': 7,
    }
    generated = {'SecretStringTemplate': '{"username":"queue"}', 'GenerateStringKey': 'password', 'PasswordLength': 64}
    user = {
        'Engine': 'valkey',
        'UserId': 'queue-valkey',
        'UserName': 'queue',
        'AccessString': 'on ~* +@all -@dangerous +info +client|list',
        'AuthenticationMode': {'Type': 'password', 'Passwords': [{'Fn::Sub': password}]},
    }
    typed = {
        'Password': ('SecretsManager::Secret', {'GenerateSecretString': generated}),
        'User': ('ElastiCache::User', user),
        'Users': (
            'ElastiCache::UserGroup',
            {'Engine': 'valkey', 'UserGroupId': 'queue-valkey', 'UserIds': [{'Ref': 'User'}]},
        ),
        'Subnets': ('ElastiCache::SubnetGroup', {'Description': 'Data', 'SubnetIds': subnets}),
        'Parameters': (
            'ElastiCache::ParameterGroup',
            {
                'CacheParameterGroupFamily': 'valkey8',
                'Description': 'Queues',
                'Properties': {'maxmemory-policy': 'noeviction'},
            },
        ),
        'Queue': ('ElastiCache::ReplicationGroup', {**own, **properties}),
    }
    return {name: {'Type': f'AWS::{of}', 'Properties': made} for name, (of, made) in typed.items()}


class TestReplicationGroup(Deployed):
    """Types of MiniStack: the nodes of a queue come, change in place and go."""

    def setUp(self):
        ec2 = self.client('ec2')
        vpc = ec2.create_vpc(CidrBlock='10.9.0.0/16')['Vpc']['VpcId']
        blocks = ('10.9.1.0/24', '10.9.2.0/24')
        made = [ec2.create_subnet(VpcId=vpc, CidrBlock=block)['Subnet'] for block in blocks]
        self.subnets = [subnet['SubnetId'] for subnet in made]

    def read(self):
        return self.client('elasticache').describe_replication_groups()['ReplicationGroups']

    def test_it_comes_changes_in_place_and_goes(self):
        made = self.deploy(resources(self.subnets), OUT)
        (group,) = self.read()
        self.assertEqual(made['Id'], 'queue-1a2b')
        self.assertTrue(made['Host'])
        self.assertEqual((group['MultiAZ'], group['ClusterMode'], group['Engine']), ('enabled', 'disabled', 'valkey'))
        self.assertEqual((group['TransitEncryptionMode'], group['UserGroupIds']), ('required', ['queue-valkey']))
        self.assertEqual((len(group['MemberClusters']), group['SnapshotRetentionLimit']), (2, 7))
        changed = self.change(resources(self.subnets, CacheNodeType='cache.m7g.large'), OUT)
        self.assertEqual(changed, made)
        (group,) = self.read()
        self.assertEqual(group['CacheNodeType'], 'cache.m7g.large')
        self.destroy()
        self.assertEqual(self.read(), [])

    def test_its_parameters_are_read_back(self):
        self.deploy(resources(self.subnets))
        cache = self.client('elasticache')
        groups = cache.describe_cache_parameter_groups()['CacheParameterGroups']
        names = [group['CacheParameterGroupName'] for group in groups]
        found = [
            parameter['ParameterValue']
            for name in names
            for parameter in cache.describe_cache_parameters(CacheParameterGroupName=name)['Parameters']
            if parameter['ParameterName'] == 'maxmemory-policy'
        ]
        self.assertIn('noeviction', found)
