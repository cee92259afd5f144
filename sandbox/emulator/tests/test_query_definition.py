from botocore.exceptions import ClientError

from emulator.tests.builders import query_definition
from emulator.tests.support import EDGE, Deployed

OUT = {'Id': {'Ref': 'Query'}, 'Same': {'Fn::GetAtt': ['Query', 'QueryDefinitionId']}}


class TestQueryDefinition(Deployed):
    def read(self, region='ap-southeast-1', **asked):
        return self.client('logs', region).describe_query_definitions(**asked)['queryDefinitions']

    def test_it_is_created_in_its_region(self):
        made = self.deploy(query_definition(), OUT)
        self.assertEqual(made['Id'], made['Same'])
        self.assertEqual(
            self.read(),
            [
                {
                    'queryDefinitionId': made['Id'],
                    'name': 'bank/errors',
                    'queryString': 'fields @message',
                    'logGroupNames': ['/ecs/bank'],
                }
            ],
        )
        self.assertEqual(self.read(EDGE), [])
        self.assertEqual(self.read(queryDefinitionNamePrefix='other'), [])

    def test_it_changes_in_place(self):
        made = self.deploy(query_definition(), OUT)
        self.assertEqual(self.change(query_definition(QueryString='fields @timestamp', Name='bank/all'), OUT), made)
        self.assertEqual(
            [(one['name'], one['queryString']) for one in self.read()], [('bank/all', 'fields @timestamp')]
        )

    def test_it_is_gone_with_its_stack(self):
        self.deploy(query_definition(), OUT)
        self.destroy()
        self.assertEqual(self.read(), [])

    def test_calls_that_logs_knows_still_reach_it(self):
        self.client('logs').create_log_group(logGroupName='/ecs/other')
        self.addCleanup(self.client('logs').delete_log_group, logGroupName='/ecs/other')
        self.assertEqual(
            [group['logGroupName'] for group in self.client('logs').describe_log_groups()['logGroups']], ['/ecs/other']
        )

    def test_one_that_is_not_there(self):
        with self.assertRaises(ClientError) as refused:
            self.client('logs').delete_query_definition(queryDefinitionId='none')
        self.assertEqual(refused.exception.response['Error']['Code'], 'ResourceNotFoundException')
