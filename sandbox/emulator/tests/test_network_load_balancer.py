"""A client of the load balancer reaches a server through relays, which run the command of their task definition."""

import json
import os
import socket
import tempfile
import threading
import time

from emulator.tests.builders_tasks import manifest
from emulator.tests.support import ACCOUNT, SANDBOX, START, Deployed
from emulator.tests.test_services import templates

RELAY = os.path.join(SANDBOX, 'samples', 'relay')
PORT = 25432


class Shouting:
    """A server that answers in capitals, and counts its clients."""

    def __init__(self):
        self.clients = 0
        self._listener = socket.create_server(('127.0.0.1', PORT))
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        self._listener.close()

    def _serve(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.clients += 1
            threading.Thread(target=self._answer, args=(client,), daemon=True).start()

    @staticmethod
    def _answer(client):
        with client:
            while data := client.recv(1024):
                client.sendall(data.upper())


def relays(folder):
    """The file for --programs: an image whose folder has a program `haproxy`."""
    path = os.pathsep.join((RELAY, os.environ['PATH']))
    file = os.path.join(folder, 'programs.json')
    with open(file, 'w', encoding='utf-8') as written:
        json.dump({'haproxy': {'command': ['false'], 'folder': RELAY, 'environment': {'PATH': path}}}, written)
    return file


class TestNetworkLoadBalancer(Deployed):
    server: Shouting

    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.arguments = ('--account', ACCOUNT, '--programs', relays(folder))
        super().setUpClass()
        cls.server = Shouting()
        cls.addClassCleanup(cls.server.close)
        ecr = cls.client('ecr')
        ecr.create_repository(repositoryName='haproxy')
        ecr.put_image(repositoryName='haproxy', imageTag='live', imageManifest=manifest('one'))

    def say(self, host):
        with socket.create_connection((host, PORT), timeout=5) as client:
            client.sendall(b'replicate')
            return client.recv(1024)

    def hosts(self):
        found = self.client('elbv2').describe_load_balancers()['LoadBalancers']
        return {one['Scheme']: one['DNSName'] for one in found if one['Type'] == 'network'}

    def states(self):
        elb = self.client('elbv2')
        groups = [one['TargetGroupArn'] for one in elb.describe_target_groups()['TargetGroups']]
        health = [elb.describe_target_health(TargetGroupArn=arn)['TargetHealthDescriptions'] for arn in groups]
        return [[one['TargetHealth']['State'] for one in group] for group in health]

    def test_a_client_reaches_the_server_through_a_relay_and_a_listener_goes_with_its_stack(self):
        self.deploy(templates()['replication']['Resources'], name='replication')
        self.assertEqual(self.states(), [['healthy', 'healthy']] * 2)
        hosts = self.hosts()
        self.assertEqual(sorted(hosts), ['internal', 'internet-facing'])
        before = self.server.clients
        self.assertEqual([self.say(host) for host in hosts.values()], [b'REPLICATE'] * 2)
        self.assertEqual(self.server.clients - before, 2)  # and none by a health check

        with self.subTest('a relay that is gone is replaced'):
            self.stop_a_relay()
            self.assertEqual(self.say(hosts['internal']), b'REPLICATE')
        self.destroy('replication')
        for host in hosts.values():
            with self.assertRaises(OSError):
                self.say(host)

    def stop_a_relay(self):
        ecs = self.client('ecs')
        first, *_ = ecs.list_tasks(cluster='bank', serviceName='link')['taskArns']
        ecs.stop_task(cluster='bank', task=first)
        end = time.monotonic() + START
        while time.monotonic() < end:
            tasks = ecs.list_tasks(cluster='bank', serviceName='link', desiredStatus='RUNNING')['taskArns']
            if first not in tasks and len(tasks) == 2 and self.states()[0].count('healthy') == 2:
                return
            time.sleep(0.1)
        raise AssertionError(self.states())
