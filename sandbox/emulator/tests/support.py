"""Starts an emulator for each test class, and deploys, updates and deletes stacks through CloudFormation."""

import functools
import http.client
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import Session

SANDBOX = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ACCOUNT = '982233224911'
REGION = 'ap-southeast-1'
EDGE = 'us-east-1'
LAMBDA_HOOK = os.path.join(SANDBOX, 'run', 'lambda-network.cjs')
START = 30
END = 10
STACK = 30


class Launcher:
    process: Any

    def __init__(self, *arguments, **options):
        self.process = subprocess.Popen(
            [sys.executable, '-m', 'emulator', *arguments],
            cwd=SANDBOX,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def url(self):
        """The URL that the emulator prints when it is ready."""
        ready, _, _ = select.select([self.process.stdout], [], [], START)
        line = self.process.stdout.readline() if ready else ''
        if not line.startswith('READY '):
            self.stop(signal.SIGKILL)
            raise AssertionError(f'no READY within {START} s: {line!r}')
        return line.split()[1]

    def stop(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.ended()

    def ended(self):
        """Exit code, standard output and standard error, within a limit."""
        try:
            said, complained = self.process.communicate(timeout=END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise AssertionError(f'still there after {END} s') from None
        return self.process.returncode, said, complained


class Deployed(unittest.TestCase):
    """Tests against one emulator, which starts with `arguments`."""

    arguments: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    launcher: Launcher
    url: str

    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        environment = {**os.environ, **dict(cls.environment)}
        cls.launcher = Launcher('--folder', os.path.join(folder, 'data'), *cls.arguments, env=environment)
        cls.addClassCleanup(cls.launcher.stop)
        cls.url = cls.launcher.url()

    @classmethod
    @functools.cache
    def client(cls, service, region=REGION, account=ACCOUNT):
        return Session().create_client(
            service,
            region_name=region,
            endpoint_url=cls.url,
            aws_access_key_id=account,
            aws_secret_access_key='sandbox',
            config=Config(retries={'max_attempts': 0}, read_timeout=10, s3={'addressing_style': 'path'}),
        )

    def see(self, host, protocol='http', path='/'):
        """The answer to an HTTP client; with 'https', as if TLS had ended in front of the emulator."""
        connection = http.client.HTTPConnection(self.url.removeprefix('http://'), timeout=10)
        self.addCleanup(connection.close)
        connection.request('GET', path, headers={'Host': host, 'X-Forwarded-Proto': protocol})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def view(self, host, protocol='https', path='/index.html'):
        """The answer to a viewer of a site."""
        return self.see(host, protocol, path)

    def deploy(self, resources, outputs=None, region=REGION, name='Stack', update=False):
        """Creates or updates a stack; its outputs, or an AssertionError with the reasons of the failure."""
        formation = self.client('cloudformation', region)
        template = {
            'Resources': resources,
            'Outputs': {key: {'Value': value} for key, value in (outputs or {}).items()},
        }
        asked = {'StackName': name, 'TemplateBody': json.dumps(template), 'Capabilities': ['CAPABILITY_NAMED_IAM']}
        if update:
            formation.update_stack(**asked)
        else:
            formation.create_stack(**asked)
            self.addCleanup(self.destroy, name, region)
        stack = self._settled(name, region)
        if stack['StackStatus'] not in ('CREATE_COMPLETE', 'UPDATE_COMPLETE'):
            events = formation.describe_stack_events(StackName=name)['StackEvents']
            why = [event.get('ResourceStatusReason') for event in events if 'FAILED' in event['ResourceStatus']]
            raise AssertionError(f'{stack["StackStatus"]}: {why}')
        return {output['OutputKey']: output['OutputValue'] for output in stack.get('Outputs', [])}

    def change(self, resources, outputs=None, **place):
        return self.deploy(resources, outputs, update=True, **place)

    def destroy(self, name='Stack', region=REGION):
        formation = self.client('cloudformation', region)
        try:
            known = formation.describe_stacks(StackName=name)['Stacks'][0]['StackId']
        except ClientError:
            return
        formation.delete_stack(StackName=name)
        status = self._settled(known, region)['StackStatus']
        if status != 'DELETE_COMPLETE':
            raise AssertionError(status)

    def _settled(self, name, region):
        end = time.monotonic() + STACK
        while time.monotonic() < end:
            stack = self.client('cloudformation', region).describe_stacks(StackName=name)['Stacks'][0]
            if not stack['StackStatus'].endswith('_IN_PROGRESS'):
                return stack
            time.sleep(0.05)
        raise AssertionError(f'{name} did not settle within {STACK} s')


class Unpatched(Deployed):
    """Tests against MiniStack as it is."""

    arguments = ('--unpatched', '--account', ACCOUNT)

    def refused(self, resources, why):
        try:
            self.deploy(resources)
        except (AssertionError, ClientError) as failed:
            return why in str(failed)
        return False
