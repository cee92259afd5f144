import json
import tempfile

from emulator.tests.builders_tasks import IMAGE, REPOSITORY, bank, manifest, programs
from emulator.tests.support import EDGE, Deployed


class TestTaskInputs(Deployed):
    secret: str
    version: str

    @classmethod
    def setUpClass(cls):
        cls.arguments = ('--programs', programs(cls.enterClassContext(tempfile.TemporaryDirectory())))
        super().setUpClass()
        cls.client('ecr').create_repository(repositoryName=REPOSITORY)
        cls.client('ecr').put_image(repositoryName=REPOSITORY, imageTag='live', imageManifest=manifest('one'))
        made = cls.client('secretsmanager').create_secret(
            Name='bank/DB', SecretString=json.dumps({'uri': 'first', 'port': 27017})
        )
        cls.secret, cls.version = made['ARN'], made['VersionId']
        cls.client('secretsmanager').put_secret_value(SecretId='bank/DB', SecretString=json.dumps({'uri': 'second'}))
        cls.client('ssm').put_parameter(Name='/bank/PORT', Value='9000', Type='SecureString')

    def start(self, **container):
        self.deploy(bank(count=1, container=container))
        ecs = self.client('ecs')
        return ecs.describe_tasks(cluster='bank', tasks=ecs.list_tasks(cluster='bank')['taskArns'])['tasks'][0]

    def reason(self, **container):
        known = self.stopped()
        with self.assertRaises(AssertionError):
            self.start(**container)
        return next(reason for arn, reason in self.stopped().items() if arn not in known)

    def stopped(self):
        ecs = self.client('ecs')
        arns = ecs.list_tasks(cluster='bank', desiredStatus='STOPPED')['taskArns']
        found = ecs.describe_tasks(cluster='bank', tasks=arns)['tasks'] if arns else []
        return {task['taskArn']: task['stoppedReason'] for task in found}

    def environment_of(self, task):
        with open(f'/proc/{task["containers"][0]["runtimeId"]}/environ', encoding='utf-8') as read:
            pairs = dict(pair.split('=', 1) for pair in read.read().split('\0') if pair)
        return {name: value for name, value in pairs.items() if name != 'PATH'}

    def test_a_container_gets_its_variables_and_its_secrets_by_value_from(self):
        elsewhere = self.client('secretsmanager', EDGE).create_secret(Name='bank/OTHER', SecretString='there')['ARN']
        references = {
            'WHOLE': self.secret,
            'KEY': f'{self.secret}:uri::',
            'BEFORE': f'{self.secret}:uri:AWSPREVIOUS:',
            'NUMBER': f'{self.secret}:port::{self.version}',
            'ELSEWHERE': elsewhere,
            'BY_NAME': '/bank/PORT',
            'BY_ARN': 'arn:aws:ssm:ap-southeast-1:982233224911:parameter/bank/PORT',
        }
        task = self.start(
            Environment=[{'Name': 'EMPTY', 'Value': ''}],
            Secrets=[{'Name': name, 'ValueFrom': reference} for name, reference in references.items()],
        )
        self.assertEqual(
            self.environment_of(task),
            {
                'EMPTY': '',
                'WHOLE': '{"uri": "second"}',
                'KEY': 'second',
                'BEFORE': 'first',
                'NUMBER': '27017',
                'ELSEWHERE': 'there',
                'BY_NAME': '9000',
                'BY_ARN': '9000',
            },
        )

    def test_a_missing_value_stops_the_task_without_a_value_in_the_reason(self):
        for reference, ends in (
            (f'{self.secret}:gone::', f'did not contain json key gone ({self.secret})'),
            (f'{self.secret}::GONE:', "can't find the specified secret value for staging label: GONE"),
            ('/bank/GONE', 'invalid ssm parameters: /bank/GONE'),
        ):
            with self.subTest(reference):
                reason = self.reason(Secrets=[{'Name': 'X', 'ValueFrom': reference}])
                self.assertTrue(reason.startswith('ResourceInitializationError: unable to pull secrets'), reason)
                self.assertTrue(reason.endswith(ends), reason)
                self.assertNotIn('second', reason)

    def test_a_digest_and_a_repository_that_do_not_exist(self):
        digest = IMAGE.replace(':live', f'@sha256:{"0" * 64}')
        reason = self.reason(Image=digest)
        self.assertTrue(reason.startswith('CannotPullContainerError: '), reason)
        self.assertTrue(reason.endswith(f'{digest}: not found'), reason)
