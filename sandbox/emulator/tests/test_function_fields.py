from botocore.exceptions import ClientError

from emulator.tests.builders_edge import load_balancer, visitor
from emulator.tests.support import ACCOUNT, Deployed


def fields():
    return {
        'VpcConfig': {
            'SubnetIds': [{'Ref': 'Subneta'}, {'Ref': 'Subnetb'}],
            'SecurityGroupIds': [{'Fn::GetAtt': ['Group', 'GroupId']}],
        },
        'DeadLetterConfig': {'TargetArn': {'Fn::GetAtt': ['Dead', 'Arn']}},
        'ReservedConcurrentExecutions': 3,
    }


def function(**properties):
    made = {name: one for name, one in load_balancer().items() if one['Type'].startswith('AWS::EC2::')}
    group = {'GroupDescription': 'Function', 'VpcId': {'Ref': 'Vpc'}}
    made['Group'] = {'Type': 'AWS::EC2::SecurityGroup', 'Properties': group}
    made['Dead'] = {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'dead'}}
    made |= visitor()
    made['Function']['Properties'] |= properties
    return made


class TestFunctionFields(Deployed):
    """patches/function_fields.py"""

    arguments = ('--account', ACCOUNT)

    def read(self):
        function = self.client('lambda').get_function(FunctionName='visitor')
        config = function['Configuration']
        vpc = config.get('VpcConfig', {})
        return (
            len(vpc.get('SubnetIds', [])),
            len(vpc.get('SecurityGroupIds', [])),
            config.get('DeadLetterConfig', {}).get('TargetArn', '').rpartition(':')[2],
            function.get('Concurrency', {}).get('ReservedConcurrentExecutions'),
        )

    def test_they_come_and_go(self):
        self.deploy(function(**fields()))
        self.assertEqual(self.read(), (2, 1, 'dead', 3))
        self.change(function(**fields(), Description='other'))
        self.assertEqual(self.read(), (2, 1, 'dead', 3))
        self.change(function())
        self.assertEqual(self.read(), (0, 0, '', None))

    def test_a_function_without_concurrency_is_throttled(self):
        self.deploy(function(ReservedConcurrentExecutions=0))
        with self.assertRaisesRegex(ClientError, 'TooManyRequestsException'):
            self.client('lambda').invoke(FunctionName='visitor', Payload=b'{}')
