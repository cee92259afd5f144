import json
import os
import signal
import tempfile
import time
import urllib.request

from emulator.tests.builders_tasks import (
    EVENTS,
    IMAGE,
    LOG_GROUP,
    PORT,
    REPOSITORY,
    SERVICE_ARN,
    bank,
    manifest,
    programs,
)
from emulator.tests.support import Deployed

SOON = 20


class TestTasks(Deployed):
    @classmethod
    def setUpClass(cls):
        cls.arguments = ('--programs', programs(cls.enterClassContext(tempfile.TemporaryDirectory())))
        super().setUpClass()
        cls.client('ecr').create_repository(repositoryName=REPOSITORY)

    def setUp(self):
        self.push('one')
        self.of_others = set(self.client('ecs').list_tasks(cluster='bank', desiredStatus='STOPPED')['taskArns'])

    def push(self, commit, behaviour='ok'):
        """Moves the tag; the digest."""
        pushed = self.client('ecr').put_image(
            repositoryName=REPOSITORY, imageTag='live', imageManifest=manifest(commit, behaviour)
        )
        return pushed['image']['imageId']['imageDigest']

    def service(self):
        return self.client('ecs').describe_services(cluster='bank', services=['api'])['services'][0]

    def tasks(self, status='RUNNING'):
        ecs = self.client('ecs')
        listed = ecs.list_tasks(cluster='bank', desiredStatus=status)['taskArns']
        arns = [arn for arn in listed if arn not in self.of_others]
        found = ecs.describe_tasks(cluster='bank', tasks=arns)['tasks'] if arns else []
        return sorted(found, key=lambda task: task['createdAt'])

    def health(self):
        groups = self.client('elbv2').describe_target_groups(Names=['bank'])['TargetGroups']
        found = self.client('elbv2').describe_target_health(TargetGroupArn=groups[0]['TargetGroupArn'])
        return [(one['Target'], one['TargetHealth']) for one in found['TargetHealthDescriptions']]

    def until(self, look, wanted):
        end, seen = time.monotonic() + SOON, None
        while time.monotonic() < end:
            seen = look()
            if wanted(seen):
                return seen
            time.sleep(0.02)
        raise AssertionError(f'not within {SOON} s, last: {seen}')

    def until_rolled_out(self, deployment):
        return self.until(self.service, lambda one: primary(one)['id'] == deployment and is_complete(one))

    def force(self):
        asked = self.client('ecs').update_service(cluster='bank', service='api', forceNewDeployment=True)
        return primary(asked['service'])['id']

    def test_each_task_is_a_process_behind_an_address_of_its_own(self):
        self.deploy(bank(container={'Environment': [{'Name': 'NODE_ENV', 'Value': 'test'}]}))
        service = self.service()
        self.assertEqual((service['runningCount'], service['pendingCount']), (2, 0))
        self.assertEqual([one['rolloutState'] for one in service['deployments']], ['COMPLETED'])
        targets = self.health()
        self.assertEqual([state for _, state in targets], [{'State': 'healthy'}] * 2)
        self.assertEqual({target['Port'] for target, _ in targets}, {PORT})
        addresses = {detail['value'] for task in self.tasks() for detail in task['attachments'][0]['details']}
        self.assertEqual(addresses, {target['Id'] for target, _ in targets})
        for address in addresses:
            about = json.load(urllib.request.urlopen(f'http://{address}:{PORT}/api/about', timeout=5))
            self.assertEqual((about['commit'], about['environment']), ('one', {'NODE_ENV': 'set'}))

    def test_its_output_is_in_its_log_group(self):
        self.deploy(bank(count=1))
        logs = self.client('logs')
        lines = self.until(
            lambda: [one['message'] for one in logs.filter_log_events(logGroupName=LOG_GROUP)['events']],
            lambda found: any('GET /up 200' in line for line in found),
        )
        self.assertIn(f':{PORT}', lines[0])

    def test_a_task_that_exits_is_started_again(self):
        self.deploy(bank())
        first = self.tasks()[0]
        os.kill(int(first['containers'][0]['runtimeId']), signal.SIGKILL)
        stopped = self.until(lambda: self.tasks('STOPPED'), lambda found: found and 'stoppedAt' in found[0])[0]
        self.assertEqual(stopped['taskArn'], first['taskArn'])
        self.assertEqual(stopped['stoppedReason'], 'Essential container in task exited')
        self.assertEqual(
            (stopped['stopCode'], stopped['containers'][0]['exitCode'], stopped['lastStatus']),
            ('EssentialContainerExited', 137, 'STOPPED'),
        )
        self.until(self.health, lambda targets: [state['State'] for _, state in targets] == ['healthy'] * 2)
        self.assertEqual(len(self.service()['deployments']), 1)

    def test_stop_task_lets_it_end(self):
        slow = [{'Key': 'deregistration_delay.timeout_seconds', 'Value': '400'}]
        self.deploy(bank(count=1, group={'TargetGroupAttributes': slow}))
        task = self.tasks()[0]
        self.client('ecs').stop_task(cluster='bank', task=task['taskArn'], reason='try')
        self.until(self.health, lambda targets: 'draining' in [state['State'] for _, state in targets])
        stopped = self.until(lambda: self.tasks('STOPPED'), lambda found: found and 'stoppedAt' in found[0])[0]
        self.assertEqual(
            (stopped['stopCode'], stopped['stoppedReason'], stopped['containers'][0]['exitCode']),
            ('UserInitiated', 'try', 0),
        )
        self.until(self.tasks, lambda found: len(found) == 1 and found[0]['lastStatus'] == 'RUNNING')

    def test_a_forced_deployment_keeps_the_minimum_of_healthy_tasks(self):
        self.deploy(bank())
        self.push('two')
        rolled = self.force()
        fewest, most = 9, 0

        def look():
            nonlocal fewest, most
            fewest = min(fewest, sum(1 for _, state in self.health() if state['State'] == 'healthy'))
            service = self.service()
            most = max(most, service['runningCount'] + service['pendingCount'])
            return service

        service = self.until(look, lambda one: primary(one)['id'] == rolled and is_complete(one))
        self.assertEqual((fewest, len(service['deployments'])), (2, 1))
        self.assertGreater(most, 2)
        self.assertEqual(self.commits(), {'two'})

    def test_a_maximum_of_100_percent_stops_a_task_before_it_starts_one(self):
        limits = {'MinimumHealthyPercent': 50, 'MaximumPercent': 100}
        self.deploy(bank(DeploymentConfiguration=limits))
        rolled = self.force()
        most = 0

        def look():
            nonlocal most
            staying = [task for task in self.tasks() if task['desiredStatus'] == 'RUNNING']
            most = max(most, len(staying))
            return self.service()

        self.until(look, lambda one: primary(one)['id'] == rolled and is_complete(one))
        self.assertEqual(most, 2)

    def test_a_failed_deployment_goes_back_to_the_image_of_the_last_one(self):
        self.deploy({**bank(), **EVENTS})
        good = primary(self.service())['id']
        self.push('two', 'crash')
        bad = self.force()
        service = self.until_rolled_out(good)
        failed = next(one for one in service['deployments'] if one['id'] == bad)
        self.assertEqual((failed['rolloutState'], failed['failedTasks'], failed['status']), ('FAILED', 3, 'ACTIVE'))
        self.assertEqual(failed['rolloutStateReason'], 'ECS deployment circuit breaker: tasks failed to start.')
        self.assertEqual((service['runningCount'], self.commits()), (2, {'one'}))
        # A task that is replaced afterwards has that image too, whatever the tag says by now.
        os.kill(int(self.tasks()[0]['containers'][0]['runtimeId']), signal.SIGKILL)
        self.until(lambda: self.tasks('STOPPED'), lambda found: any(one.get('stopCode', '')[0] == 'E' for one in found))
        self.until_rolled_out(good)
        self.until(self.health, lambda targets: [state['State'] for _, state in targets] == ['healthy'] * 2)
        self.assertEqual(self.commits(), {'one'})

        events = [(one['detail']['deploymentId'], one['detail']['eventName']) for one in self.events(5)]
        self.assertEqual(
            events,
            [
                (good, 'SERVICE_DEPLOYMENT_COMPLETED'),
                (bad, 'SERVICE_DEPLOYMENT_IN_PROGRESS'),
                (bad, 'SERVICE_DEPLOYMENT_FAILED'),
                (good, 'SERVICE_DEPLOYMENT_IN_PROGRESS'),
                (good, 'SERVICE_DEPLOYMENT_COMPLETED'),
            ],
        )

    def test_the_event_of_a_failed_deployment_has_the_documented_shape(self):
        self.deploy({**bank(count=1), **EVENTS})
        self.push('two', 'unhealthy')
        bad = self.force()
        event = next(one for one in self.events(5) if one['detail']['eventName'].endswith('FAILED'))
        self.assertEqual(
            (event['source'], event['detail-type'], event['resources']),
            ('aws.ecs', 'ECS Deployment State Change', [SERVICE_ARN]),
        )
        self.assertEqual(
            {name: event['detail'][name] for name in ('eventType', 'deploymentId', 'reason')},
            {
                'eventType': 'ERROR',
                'deploymentId': bad,
                'reason': 'ECS deployment circuit breaker: tasks failed to start.',
            },
        )
        reasons = {task['stoppedReason'].split(' (')[0] for task in self.tasks('STOPPED')}
        self.assertIn('Task failed ELB health checks in', reasons)

    def test_a_number_of_tasks_as_the_threshold(self):
        breaker = {'Enable': True, 'Rollback': True, 'ThresholdConfiguration': {'Type': 'COUNT', 'Value': 1}}
        self.deploy(bank(count=1, DeploymentConfiguration={'DeploymentCircuitBreaker': breaker}))
        good = primary(self.service())['id']
        self.push('two', 'crash')
        bad = self.force()
        service = self.until_rolled_out(good)
        self.assertEqual([one['failedTasks'] for one in service['deployments'] if one['id'] == bad], [1])

    def test_a_template_whose_tasks_fail_is_rolled_back(self):
        self.deploy(bank())
        before = self.service()['taskDefinition']
        with self.assertRaisesRegex(AssertionError, 'UPDATE_ROLLBACK_COMPLETE.*Circuit Breaker was triggered'):
            self.change(bank(container={'Secrets': [{'Name': 'KEY', 'ValueFrom': '/no/such/parameter'}]}))
        reasons = {task['stoppedReason'] for task in self.tasks('STOPPED')}
        self.assertIn(
            'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secrets '
            'from ssm: invalid ssm parameters: /no/such/parameter',
            reasons,
        )
        service = self.service()
        self.assertEqual((service['taskDefinition'], service['runningCount']), (before, 2))

    def test_a_new_service_whose_tasks_fail_is_deleted(self):
        missing = IMAGE.replace(':live', ':gone')
        with self.assertRaisesRegex(AssertionError, 'ECS Deployment Circuit Breaker was triggered'):
            self.deploy(bank(container={'Image': missing}))
        self.assertEqual(self.tasks(), [])
        self.assertIn(
            f'CannotPullContainerError: pull image manifest has failed: failed to resolve ref {missing}: not found',
            {task['stoppedReason'] for task in self.tasks('STOPPED')},
        )

    def test_a_nonce_of_the_template_starts_a_deployment(self):
        forced = [{'EnableForceNewDeployment': True, 'ForceNewDeploymentNonce': nonce} for nonce in 'ab']
        self.deploy(bank(count=1, ForceNewDeployment=forced[0]))
        first = primary(self.service())['id']
        self.push('two')
        self.change(bank(count=1, ForceNewDeployment=forced[1]))
        service = self.service()
        self.assertNotEqual(primary(service)['id'], first)
        self.assertEqual((is_complete(service), self.commits()), (True, {'two'}))

    def test_a_count_in_the_template_wins_and_without_one_it_stays(self):
        self.deploy(bank(count=1))
        self.client('ecs').update_service(cluster='bank', service='api', desiredCount=3)
        self.until(self.service, lambda one: one['runningCount'] == 3)
        self.change(bank(count=1, HealthCheckGracePeriodSeconds=60))
        self.assertEqual(self.service()['runningCount'], 1)
        self.client('ecs').update_service(cluster='bank', service='api', desiredCount=2)
        self.change(bank(count=None, HealthCheckGracePeriodSeconds=90))
        self.assertEqual(self.service()['runningCount'], 2)

    def test_a_task_of_another_image_is_a_record(self):
        self.deploy(bank(container={'Image': 'public.ecr.aws/nginx:1'}))
        self.assertEqual(self.service()['runningCount'], 2)
        self.assertEqual({task['lastStatus'] for task in self.tasks()}, {'RUNNING'})

    def commits(self):
        images = self.client('ecr').describe_images(repositoryName=REPOSITORY)['imageDetails']
        digests = {task['containers'][0]['imageDigest'] for task in self.tasks()}
        found = set()
        for image in images:
            if image['imageDigest'] in digests:
                ids = [{'imageDigest': image['imageDigest']}]
                text = self.client('ecr').batch_get_image(repositoryName=REPOSITORY, imageIds=ids)['images'][0]
                annotations = json.loads(text['imageManifest'])['annotations']
                found.add(annotations['org.opencontainers.image.revision'])
        return found

    def events(self, count):
        """The last events of deployments, in order."""
        sqs = self.client('sqs')
        url = sqs.get_queue_url(QueueName='deployments')['QueueUrl']
        heard = []

        def receive():
            for message in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get('Messages', []):
                heard.append(json.loads(message['Body']))
            return heard

        return self.until(receive, lambda found: len(found) >= count)[-count:]


def primary(service):
    return next(one for one in service['deployments'] if one['status'] == 'PRIMARY')


def is_complete(service):
    return primary(service)['rolloutState'] == 'COMPLETED'
