from botocore.exceptions import ClientError

from emulator.tests.support import Deployed

OUT = {
    'Name': {'Ref': 'Cache'},
    'Arn': {'Fn::GetAtt': ['Cache', 'ARN']},
    'Uri': {
        'Fn::Join': [
            '',
            [
                'rediss://',
                {'Fn::GetAtt': ['Cache', 'Endpoint.Address']},
                ':',
                {'Fn::GetAtt': ['Cache', 'Endpoint.Port']},
            ],
        ]
    },
}


def cache(**properties):
    own = {
        'ServerlessCacheName': 'bank-cache',
        'Engine': 'valkey',
        'MajorEngineVersion': '8',
        'Description': 'Sessions',
        'CacheUsageLimits': {'DataStorage': {'Maximum': 1, 'Unit': 'GB'}, 'ECPUPerSecond': {'Maximum': 5000}},
        'SecurityGroupIds': ['sg-00000001'],
        'SubnetIds': ['subnet-00000001', 'subnet-00000002'],
    }
    return {'Cache': {'Type': 'AWS::ElastiCache::ServerlessCache', 'Properties': {**own, **properties}}}


class TestServerlessCache(Deployed):
    def read(self, name='bank-cache'):
        return self.client('elasticache').describe_serverless_caches(ServerlessCacheName=name)['ServerlessCaches'][0]

    def test_it_is_created(self):
        made = self.deploy(cache(), OUT)
        read = self.read()
        self.assertEqual(made['Name'], 'bank-cache')
        self.assertEqual(made['Arn'], read['ARN'])
        self.assertEqual(made['Uri'], f'rediss://{read["Endpoint"]["Address"]}:{read["Endpoint"]["Port"]}')
        self.assertEqual((read['Engine'], read['MajorEngineVersion'], read['Description']), ('valkey', '8', 'Sessions'))
        self.assertEqual(read['CacheUsageLimits']['DataStorage'], {'Maximum': 1, 'Unit': 'GB'})
        self.assertEqual(read['CacheUsageLimits']['ECPUPerSecond'], {'Maximum': 5000})
        self.assertEqual(read['SecurityGroupIds'], ['sg-00000001'])
        self.assertEqual(read['SubnetIds'], ['subnet-00000001', 'subnet-00000002'])

    def test_limits_groups_and_description_change_in_place(self):
        made = self.deploy(cache(), OUT)
        limits = {'DataStorage': {'Maximum': 5, 'Unit': 'GB'}, 'ECPUPerSecond': {'Maximum': 9000}}
        changed = self.change(cache(CacheUsageLimits=limits, Description='All', SecurityGroupIds=['sg-00000002']), OUT)
        self.assertEqual(changed, made)
        read = self.read()
        self.assertEqual(read['CacheUsageLimits']['DataStorage'], {'Maximum': 5, 'Unit': 'GB'})
        self.assertEqual((read['Description'], read['SecurityGroupIds']), ('All', ['sg-00000002']))

    def test_another_name_makes_a_new_one(self):
        self.deploy(cache(), OUT)
        self.assertEqual(self.change(cache(ServerlessCacheName='other-cache'), OUT)['Name'], 'other-cache')
        self.assertEqual(self.read('other-cache')['Status'], 'available')
        with self.assertRaises(ClientError):
            self.read()

    def test_it_is_gone_with_its_stack(self):
        self.deploy(cache(), OUT)
        self.destroy()
        self.assertEqual(self.client('elasticache').describe_serverless_caches()['ServerlessCaches'], [])
