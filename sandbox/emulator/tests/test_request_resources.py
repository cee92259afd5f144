from emulator.patches.request_resources import resources
from emulator.tests.builders import secret, service
from emulator.tests.builders_iam import allow, code, session
from emulator.tests.support import ACCOUNT, REGION, Deployed

HERE = f'{REGION}:{ACCOUNT}'


class TestRequestResources(Deployed):
    """patches/request_resources.py: the resources that IAM is asked about."""

    arguments = ('--account', ACCOUNT)

    def test_a_service(self):
        self.deploy(service())
        own = f'arn:aws:ecs:{HERE}:service/bank/api'
        ecs = session(self, 'ecs', 'rolls', allow(['ecs:UpdateService', 'ecs:DescribeServices'], own))
        for cluster in ('bank', f'arn:aws:ecs:{HERE}:cluster/bank'):
            for name in ('api', own):
                self.assertEqual(code(ecs.update_service, cluster=cluster, service=name), 'allowed')
                self.assertEqual(code(ecs.describe_services, cluster=cluster, services=[name]), 'allowed')
        denied = 'AccessDeniedException'
        self.assertEqual(code(ecs.update_service, cluster='bank', service='api2'), denied)
        self.assertEqual(code(ecs.update_service, service='api'), denied)
        self.assertEqual(code(ecs.delete_service, cluster='bank', service='api'), denied)
        self.assertEqual(code(ecs.describe_services, cluster='bank', services=['api', 'api2']), denied)

    def test_several_parameters(self):
        for name in ('/bank/one', '/bank/two', '/bank/three'):
            self.client('ssm').put_parameter(Name=name, Value='x', Type='String')
        one, two, three = (f'arn:aws:ssm:{HERE}:parameter/bank/{name}' for name in ('one', 'two', 'three'))
        ssm = session(self, 'ssm', 'reads', allow(['ssm:GetParameter', 'ssm:GetParameters'], [one, two]))
        self.assertEqual(code(ssm.get_parameters, Names=['/bank/one', two]), 'allowed')
        self.assertEqual(code(ssm.get_parameters, Names=['/bank/one', '/bank/three']), 'AccessDeniedException')
        self.assertEqual(code(ssm.get_parameter, Name=one), 'allowed')
        self.assertEqual(code(ssm.get_parameter, Name=three), 'AccessDeniedException')

    def test_the_path_of_several_parameters_whatever_is_below_it(self):
        for name in ('/cells/one/modules/tasks', '/cells/one/secret'):
            self.client('ssm').put_parameter(Name=name, Value='x', Type='String')
        policy = allow('ssm:GetParametersByPath', f'arn:aws:ssm:{HERE}:parameter/cells/one/modules')
        ssm = session(self, 'ssm', 'lists', policy)
        for path in ('/cells/one/modules', '/cells/one/modules/'):
            self.assertEqual(code(ssm.get_parameters_by_path, Path=path), 'allowed')
        self.assertEqual(code(ssm.get_parameters_by_path, Path='/cells/one'), 'AccessDeniedException')

    def test_a_log_stream(self):
        self.client('logs').create_log_group(logGroupName='/ecs/bank')
        policy = allow('logs:CreateLogStream', f'arn:aws:logs:{HERE}:log-group:/ecs/bank:*')
        logs = session(self, 'logs', 'logs', policy)
        self.assertEqual(code(logs.create_log_stream, logGroupName='/ecs/bank', logStreamName='a'), 'allowed')
        other = code(logs.create_log_stream, logGroupName='/ecs/bank2', logStreamName='a')
        self.assertEqual(other, 'AccessDeniedException')

    def test_a_serverless_cache(self):
        self.assertEqual(
            resources('elasticache:ModifyServerlessCache', {'ServerlessCacheName': 'bank'}, HERE),
            [f'arn:aws:elasticache:{HERE}:serverlesscache:bank'],
        )

    def test_a_secret_by_its_six_random_characters(self):
        self.deploy(secret(SecretString='x'))
        name = 'bank/api/API_KEY'
        policy = allow('secretsmanager:GetSecretValue', f'arn:aws:secretsmanager:{HERE}:secret:{name}-??????')
        secrets = session(self, 'secretsmanager', 'starts', policy)
        self.client('secretsmanager').create_secret(Name=f'{name}-other', SecretString='x')
        self.assertEqual(code(secrets.get_secret_value, SecretId=name), 'allowed')
        self.assertEqual(code(secrets.get_secret_value, SecretId=f'{name}-other'), 'AccessDeniedException')
