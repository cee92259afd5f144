"""patches/run_task_sync.py: a release as SchemaMigration makes it, whose migration is a process.

patches/image_tags.py: the image of two tags.
"""

import json
import os
import tempfile
import time
import urllib.request

from botocore.config import Config
from botocore.session import Session

from emulator.tests.builders_tasks import PORT, REPOSITORY, SAMPLE_API
from emulator.tests.support import ACCOUNT, REGION, Deployed
from emulator.tests.test_services import templates

MACHINE = f'arn:aws:states:ap-southeast-1:{ACCOUNT}:stateMachine:release'
SIGNED = f'arn:aws:states:ap-southeast-1:{ACCOUNT}:stateMachine:signed'
INDEX = 'application/vnd.oci.image.index.v1+json'
SOON = 30
MIGRATE = """#!/bin/sh
echo "$RELEASE $1 by $DB_USER" >>"$PLACE/ran"
echo "$AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN" >"$PLACE/identity"
if [ "$HOLD" ]; then sleep 60 & echo $! >"$PLACE/child"; while [ ! -e "$PLACE/$HOLD" ]; do sleep 0.05; done; fi
exit ${FAIL:-0}
"""


class TestRelease(Deployed):
    place: str

    @classmethod
    def setUpClass(cls):
        cls.place = cls.enterClassContext(tempfile.TemporaryDirectory())
        program = os.path.join(cls.place, 'migrate.sh')
        with open(program, 'w', encoding='utf-8') as written:
            written.write(MIGRATE)
        os.chmod(program, 0o755)
        table = os.path.join(cls.place, 'programs.json')
        entry = {'command': SAMPLE_API, 'folder': cls.place, 'environment': {'PLACE': cls.place}}
        with open(table, 'w', encoding='utf-8') as written:
            json.dump({REPOSITORY: entry}, written)
        cls.arguments = ('--account', ACCOUNT, '--programs', table)
        super().setUpClass()
        cls.client('ecr').create_repository(repositoryName=REPOSITORY)

    def setUp(self):
        self.old = self.push('live', 'old')
        self.deploy(templates()['release']['Resources'])
        with open(self.file('ran'), 'w', encoding='utf-8'):
            pass

    def file(self, name):
        return os.path.join(self.place, name)

    def ran(self):
        with open(self.file('ran'), encoding='utf-8') as read:
            return read.read().splitlines()

    def push(self, tag, release, behaviour='ok', **variables):
        annotations = {'org.opencontainers.image.revision': release, 'behaviour': behaviour, 'env.RELEASE': release}
        annotations.update({f'env.{name}': value for name, value in variables.items()})
        text = json.dumps({'schemaVersion': 2, 'annotations': annotations}, indent=3)
        pushed = self.client('ecr').put_image(
            repositoryName=REPOSITORY, imageTag=tag, imageManifest=text, imageManifestMediaType=INDEX
        )
        return pushed['image']['imageId']['imageDigest']

    def image(self, tag):
        found = self.client('ecr').batch_get_image(repositoryName=REPOSITORY, imageIds=[{'imageTag': tag}])
        return found['images'][0]

    def digest(self, tag='live'):
        return self.image(tag)['imageId']['imageDigest']

    def start(self, machine=MACHINE, **given):
        started = self.client('stepfunctions').start_execution(stateMachineArn=machine, input=json.dumps(given))
        return started['executionArn']

    def end(self, execution):
        return self.until(
            lambda: self.client('stepfunctions').describe_execution(executionArn=execution),
            lambda found: found['status'] != 'RUNNING',
        )

    def until(self, look, wanted):
        end = time.monotonic() + SOON
        while not wanted(seen := look()):
            self.assertLess(time.monotonic(), end, seen)
            time.sleep(0.05)
        return seen

    def release(self, machine=MACHINE, **given):
        ended = self.end(self.start(machine, **given))
        return ended['status'], ended.get('error'), ended.get('cause', '')

    def service(self):
        return self.client('ecs').describe_services(cluster='bank', services=['released'])['services'][0]

    def running(self):
        """The release that the task of the service says it is."""
        ecs = self.client('ecs')
        arns = ecs.list_tasks(cluster='bank', serviceName='released', desiredStatus='RUNNING')['taskArns']
        (task,) = ecs.describe_tasks(cluster='bank', tasks=arns)['tasks']
        details = {one['name']: one['value'] for one in task['attachments'][0]['details']}
        about = urllib.request.urlopen(f'http://{details["privateIPv4Address"]}:{PORT}/api/about', timeout=5)
        return json.load(about)['commit']

    def hold(self, name):
        """Lets a migration that was pushed with HOLD go on."""
        with open(self.file(name), 'w', encoding='utf-8'):
            self.addCleanup(os.remove, self.file(name))

    def test_a_migration_that_ends_promotes_its_image_and_rolls_the_service(self):
        new = self.push('live-next', 'new')
        self.assertEqual(self.release(), ('SUCCEEDED', None, ''))
        self.assertEqual(self.ran(), ['new up by owner'])
        self.assertEqual((self.digest(), self.running()), (new, 'new'))
        live, following = self.image('live'), self.image('live-next')
        for field in ('imageManifest', 'imageManifestMediaType'):
            self.assertEqual(live[field], following[field], field)
        listed = self.client('ecr').list_images(repositoryName=REPOSITORY)['imageIds']
        tags = [one['imageTag'] for one in listed if one['imageDigest'] == new]
        self.assertEqual(sorted(tags), ['live', 'live-next'])

    def test_an_image_that_is_signed_is_released(self):
        new = self.push('live-next', 'signed')
        self.assertEqual(self.release(SIGNED), ('SUCCEEDED', None, ''))
        self.assertEqual((self.ran(), self.digest()), (['signed up by owner'], new))

    def test_an_image_that_is_not_signed_is_not_released_and_not_migrated(self):
        ecr = self.client('ecr')
        known = ecr.get_signing_configuration()['signingConfiguration']
        self.addCleanup(ecr.put_signing_configuration, signingConfiguration=known)
        ecr.delete_signing_configuration()
        new = self.push('live-next', 'unsigned')
        for given in ({}, {'migrateOnly': True}):
            status, error, cause = self.release(SIGNED, **given)
            self.assertEqual((status, error), ('FAILED', 'NotSigned'), cause)
        (profile,) = [rule['signingProfileArn'] for rule in known['rules']]
        self.assertIn(f'The image {new} is not signed by {profile}: ECR was not asked to', cause)
        self.assertEqual((self.ran(), self.digest(), self.running()), ([], self.old, 'old'))

    def test_a_signature_by_another_profile_does_not_count(self):
        ecr = self.client('ecr')
        known = ecr.get_signing_configuration()['signingConfiguration']
        self.addCleanup(ecr.put_signing_configuration, signingConfiguration=known)
        other = {'rules': [{**known['rules'][0], 'signingProfileArn': f'{known["rules"][0]["signingProfileArn"]}0'}]}
        ecr.put_signing_configuration(signingConfiguration=other)
        self.push('live-next', 'by another')
        self.assertEqual(self.release(SIGNED)[1], 'NotSigned')

    def test_a_migration_that_fails_leaves_tag_and_service(self):
        self.push('live-next', 'broken', FAIL='3')
        status, error, cause = self.release()
        self.assertEqual((status, error), ('FAILED', 'MigrationFailed'))
        self.assertIn('Essential container in task exited (exit code 3).', cause)
        self.assertEqual((self.digest(), self.running()), (self.old, 'old'))
        self.assertEqual(len(self.service()['deployments']), 1)

    def test_a_program_of_the_example_has_the_credentials_of_its_task_role(self):
        self.push('live-next', 'with-a-role')
        self.assertEqual(self.release(migrateOnly=True)[0], 'SUCCEEDED')
        with open(self.file('identity'), encoding='utf-8') as read:
            endpoint, *key = read.read().split()
        config = Config(retries={'max_attempts': 0}, read_timeout=5)
        named = dict(zip(('aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'), key, strict=True))
        client = Session().create_client('sts', region_name=REGION, endpoint_url=endpoint, config=config, **named)
        self.assertRegex(client.get_caller_identity()['Arn'], r':assumed-role/[\w-]+/task$')

    def test_the_migration_alone(self):
        self.push('live-next', 'alone')
        self.assertEqual(self.release(migrateOnly=True)[0], 'SUCCEEDED')
        self.assertEqual(self.ran(), ['alone up by owner'])
        self.assertEqual((self.digest(), self.running()), (self.old, 'old'))

    def test_an_input_that_it_does_not_know_runs_nothing(self):
        self.push('live-next', 'unknown')
        for given in ({'migrateonly': True}, {'migrateOnly': 'true'}):
            self.assertEqual(self.release(**given)[1], 'UnknownInput', given)
        self.assertEqual(self.ran(), [])

    def test_without_a_next_image_it_runs_nothing(self):
        ecr = self.client('ecr')
        known = ecr.list_images(repositoryName=REPOSITORY)['imageIds']
        ids = [one for one in known if one.get('imageTag') == 'live-next']
        if ids:
            ecr.batch_delete_image(repositoryName=REPOSITORY, imageIds=ids)
        self.assertEqual(self.release()[1], 'NoNextImage')

    def test_a_tag_that_moves_meanwhile_is_not_promoted(self):
        self.push('live-next', 'first', HOLD='go-moved')
        execution = self.start()
        self.until(self.ran, lambda lines: lines)
        self.push('live-next', 'second')
        self.hold('go-moved')
        self.assertEqual(self.end(execution)['error'], 'NextTagMoved')
        self.assertEqual((self.digest(), self.running()), (self.old, 'old'))

    def test_tasks_that_fail_give_the_tag_back(self):
        self.push('live-next', 'crashing', behaviour='crash')
        status, error, cause = self.release()
        self.assertEqual((status, error), ('FAILED', 'RolledBack'), cause)
        self.assertIn('ECS deployment circuit breaker: tasks failed to start.', cause)
        self.assertEqual((self.digest(), self.running()), (self.old, 'old'))
        self.assertEqual(self.ran(), ['crashing up by owner'])

    def test_a_second_release_waits_for_the_first(self):
        self.push('live-next', 'one', HOLD='go-second')
        first = self.start()
        self.until(self.ran, lambda lines: lines)
        second = self.start()

        def states():
            history = self.client('stepfunctions').get_execution_history(executionArn=second)['events']
            return [one['stateEnteredEventDetails']['name'] for one in history if 'stateEnteredEventDetails' in one]

        self.until(states, lambda names: names[-1:] == ['WaitForEarlier'])
        self.assertEqual(len(self.ran()), 1)
        self.hold('go-second')
        self.assertEqual([self.end(one)['status'] for one in (first, second)], ['SUCCEEDED', 'SUCCEEDED'])
        self.assertEqual(len(self.ran()), 2)

    def test_a_service_without_tasks_is_released_too(self):
        self.client('ecs').update_service(cluster='bank', service='released', desiredCount=0)
        new = self.push('live-next', 'first of all')
        self.assertEqual(self.release(), ('SUCCEEDED', None, ''))
        self.assertEqual(self.digest(), new)

    def test_the_image_before_goes_back_as_any_other(self):
        new = self.push('live-next', 'newer')
        self.release()
        self.assertEqual((self.digest(), self.running()), (new, 'newer'))
        self.push('live-next', 'old')
        self.assertEqual(self.release()[0], 'SUCCEEDED')
        self.assertEqual((self.digest(), self.running()), (self.old, 'old'))

    def test_a_state_stops_a_task_that_takes_too_long_with_all_its_processes(self):
        self.push('live-next', 'slow', HOLD='never')
        states = self.client('stepfunctions')
        arguments = {'Cluster': 'bank', 'TaskDefinition': 'release', 'LaunchType': 'FARGATE'}
        task = {'Type': 'Task', 'Resource': 'arn:aws:states:::ecs:runTask.sync', 'End': True, 'TimeoutSeconds': 1}
        definition = {'StartAt': 'Run', 'States': {'Run': {**task, 'Parameters': arguments}}}
        made = {'name': 'slow', 'definition': json.dumps(definition), 'roleArn': 'arn:aws:iam::1:role/r'}
        machine = states.create_state_machine(**made)['stateMachineArn']
        execution = states.start_execution(stateMachineArn=machine)['executionArn']
        self.assertEqual(self.end(execution)['error'], 'States.Timeout')
        self.assert_stopped(execution)

    def test_a_release_that_an_operator_stops_stops_its_task_with_all_its_processes(self):
        self.push('live-next', 'stopped', HOLD='never')
        execution = self.start()
        self.until(lambda: os.path.exists(self.file('child')), bool)
        self.client('stepfunctions').stop_execution(executionArn=execution)
        self.assert_stopped(execution)
        self.assertEqual(self.end(execution)['status'], 'ABORTED')
        self.assertEqual((self.digest(), self.running()), (self.old, 'old'))

    def assert_stopped(self, execution):
        ecs = self.client('ecs')

        def reasons():
            arns = ecs.list_tasks(cluster='bank', family='release', desiredStatus='STOPPED')['taskArns']
            return [one.get('stoppedReason', '') for one in ecs.describe_tasks(cluster='bank', tasks=arns)['tasks']]

        self.until(reasons, lambda all_of: any(execution in one for one in all_of))
        with open(self.file('child'), encoding='utf-8') as read:
            child = read.read().strip()
        self.until(lambda: os.path.exists(f'/proc/{child}'), lambda is_there: not is_there)
        os.remove(self.file('child'))
