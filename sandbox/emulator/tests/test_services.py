"""Services as the CDK defines them: behind one load balancer or none, with a sidecar, a database, a namespace."""

import functools
import http.client
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

from emulator.tests.builders_tasks import PORT, REPOSITORY, manifest, programs
from emulator.tests.support import ACCOUNT, REGION, START, Deployed

STEADY = (1, 0, ['COMPLETED'])
RUNNING = {'api': 'RUNNING', 'sidecar': 'RUNNING'}
HOSTS = {'web': 'app.tracker.example', 'auth': 'auth.tracker.example', 'tenant': 'acme.tracker.example'}


@functools.cache
def templates():
    """The templates of cdk_templates.mjs, by name."""
    script = os.path.join(os.path.dirname(__file__), 'cdk_templates.mjs')
    node = shutil.which('node')
    assert node
    ran = subprocess.run([node, script, ACCOUNT, REGION], check=True, capture_output=True, text=True, timeout=60)
    return json.loads(ran.stdout)


class TestServices(Deployed):
    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.arguments = ('--account', ACCOUNT, '--programs', programs(folder))
        super().setUpClass()
        ecr = cls.client('ecr')
        ecr.create_repository(repositoryName=REPOSITORY)

        ecr.put_image(repositoryName=REPOSITORY, imageTag='live', imageManifest=manifest('one'))

    def up(self, name):
        resources = templates()[name]['Resources']
        self.deploy(resources, name=name)
        return resources

    def steady(self, name):
        (service,) = self.client('ecs').describe_services(cluster='bank', services=[name])['services']
        states = [one['rolloutState'] for one in service['deployments']]
        return service['runningCount'], service['pendingCount'], states

    def tasks(self, name, status='RUNNING'):
        ecs = self.client('ecs')
        arns = ecs.list_tasks(cluster='bank', serviceName=name, desiredStatus=status)['taskArns']
        return ecs.describe_tasks(cluster='bank', tasks=arns)['tasks'] if arns else []

    def containers(self, name):
        (task,) = self.tasks(name)
        return {one['name']: one for one in task['containers']}

    def about(self, name):
        """What the task of a service says about itself, without a load balancer."""
        (task,) = self.tasks(name)
        details = {one['name']: one['value'] for one in task['attachments'][0]['details']}
        url = f'http://{details["privateIPv4Address"]}:{PORT}/api/about'
        return json.load(urllib.request.urlopen(url, timeout=5))

    def test_services_behind_one_load_balancer_get_the_requests_of_their_hosts(self):
        self.up('shared')
        for name, host in HOSTS.items():
            self.assertEqual(self.steady(name), STEADY, name)
            status, body = self.see(host, 'https', '/api/about')
            self.assertEqual(status, 200, (host, body))
            self.assertEqual(json.loads(body)['environment'], {'NAME': 'set', name.upper(): 'set'}, host)

        with self.subTest('a host of no rule'):
            (balancer,) = self.client('elbv2').describe_load_balancers()['LoadBalancers']
            self.assertEqual(self.see(balancer['DNSName'], 'https'), (404, b'Not found'))
        with self.subTest('a redirect'):
            self.assertEqual(self.redirected('tracker.example', '/a?b=c'), 'https://app.tracker.example:443/a?b=c')
        with self.subTest('certificates'):
            self.check_certificates(balancer['LoadBalancerArn'])

    def redirected(self, host, path):
        connection = http.client.HTTPConnection(self.url.removeprefix('http://'), timeout=10)
        self.addCleanup(connection.close)
        connection.request('GET', path, headers={'Host': host, 'X-Forwarded-Proto': 'https'})
        answer = connection.getresponse()
        return answer.status == 301 and answer.headers['Location']

    def check_certificates(self, balancer):
        elb, acm = self.client('elbv2'), self.client('acm')
        (listener,) = elb.describe_listeners(LoadBalancerArn=balancer)['Listeners']
        found = elb.describe_listener_certificates(ListenerArn=listener['ListenerArn'])['Certificates']
        names = {one['CertificateArn']: one['DomainName'] for one in acm.list_certificates()['CertificateSummaryList']}
        self.assertEqual(
            [(names[one['CertificateArn']], one['IsDefault']) for one in found],
            [('app.tracker.example', True), ('*.tracker.example', False)],
        )
        self.destroy('shared')
        self.assertEqual(acm.list_certificates()['CertificateSummaryList'], [])

    def test_a_service_without_load_balancer_is_steady_when_its_task_runs(self):
        resources = self.up('worker')
        self.assertEqual((self.steady('worker'), self.about('worker')['commit']), (STEADY, 'one'))
        (first,) = self.tasks('worker')
        (task,) = (one for one in resources.values() if one['Type'] == 'AWS::ECS::TaskDefinition')
        task['Properties']['ContainerDefinitions'][0]['Environment'] = [{'Name': 'RATE', 'Value': '2'}]
        self.change(resources, name='worker')
        self.assertEqual((self.steady('worker'), self.about('worker')['environment']), (STEADY, {'RATE': 'set'}))
        self.assertNotEqual(self.tasks('worker')[0]['taskArn'], first['taskArn'])

    def test_a_sidecar_runs_beside_the_container_of_its_task(self):
        self.up('sidecars')
        for name in ('record', 'process'):
            self.assertEqual(self.steady(name), STEADY, name)
            containers = self.containers(name)
            self.assertEqual({one: found['lastStatus'] for one, found in containers.items()}, RUNNING, name)
        pids = {name: int(one['runtimeId']) for name, one in containers.items()}
        os.kill(pids['sidecar'], signal.SIGKILL)
        end = time.monotonic() + START
        while self.containers('process')['sidecar']['lastStatus'] == 'RUNNING' and time.monotonic() < end:
            time.sleep(0.05)
        self.assertEqual(self.containers('process')['sidecar']['exitCode'], 137)
        self.assertEqual(int(self.containers('process')['api']['runtimeId']), pids['api'])  # it is not essential

    def test_a_service_reads_fields_of_the_secret_of_its_database(self):
        self.up('database')
        fields = ('DB_HOST', 'DB_PASSWORD', 'DB_PORT', 'DB_USER')
        self.assertEqual(self.about('client')['environment'], dict.fromkeys(fields, 'set'))
        (instance,) = self.client('rds').describe_db_instances()['DBInstances']
        self.assertEqual((instance['DBName'], instance['Engine']), ('tracker', 'postgres'))

    def test_services_of_a_namespace_run(self):
        self.up('connected')
        for name in ('internal', 'caller'):
            self.assertEqual(self.steady(name), STEADY)
        (namespace,) = self.client('servicediscovery').list_namespaces()['Namespaces']
        self.assertEqual((namespace['Name'], namespace['Type']), ('tracker', 'HTTP'))
