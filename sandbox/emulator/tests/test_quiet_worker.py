import json
import os
import tempfile
import time

from emulator.tests.builders_tasks import IMAGE, REPOSITORY, manifest
from emulator.tests.support import ACCOUNT, Deployed

SOON = 10  # less than a program gets to listen


class TestQuietWorker(Deployed):
    """tasks/life.py: a program of an example that listens to nothing runs at once."""

    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        table = os.path.join(folder, 'programs.json')
        with open(table, 'w', encoding='utf-8') as written:
            json.dump({REPOSITORY: {'command': ['sh', '-c', 'exec sleep 60'], 'folder': folder}}, written)
        cls.arguments = ('--account', ACCOUNT, '--programs', table)
        super().setUpClass()
        cls.client('ecr').create_repository(repositoryName=REPOSITORY)
        cls.client('ecr').put_image(repositoryName=REPOSITORY, imageTag='live', imageManifest=manifest('one'))

    def test_it_is_running_without_a_port(self):
        ecs = self.client('ecs')
        ecs.create_cluster(clusterName='bank')
        ecs.register_task_definition(family='worker', containerDefinitions=[{'name': 'worker', 'image': IMAGE}])
        (task,) = ecs.run_task(cluster='bank', taskDefinition='worker')['tasks']
        end, status = time.monotonic() + SOON, ''
        while status != 'RUNNING' and time.monotonic() < end:
            time.sleep(0.1)
            status = ecs.describe_tasks(cluster='bank', tasks=[task['taskArn']])['tasks'][0]['lastStatus']
        self.assertEqual(status, 'RUNNING')
        ecs.stop_task(cluster='bank', task=task['taskArn'])
