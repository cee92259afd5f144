"""Probes of test_known_faults.py: services, their tasks and targets, and changes of their secrets."""

import json
import time
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.builders import push_image, service, task_definition
from emulator.tests.builders_states import READ, ended, machine, task
from emulator.tests.test_secret_events import EVENTS


def scheduled_tasks(test):
    """The tasks of a cluster, once EventBridge Scheduler had the time to run one of the family `api`."""
    ecs, scheduler = test.client('ecs'), test.client('scheduler')
    cluster = ecs.create_cluster(clusterName='scheduled')['cluster']['clusterArn']
    definition = ecs.describe_task_definition(taskDefinition='api')['taskDefinition']['taskDefinitionArn']
    scheduler.create_schedule(
        Name='now',
        ScheduleExpression='at(2026-01-01T00:00:00)',
        FlexibleTimeWindow={'Mode': 'OFF'},
        Target={
            'Arn': cluster,
            'RoleArn': 'arn:aws:iam::111122223333:role/scheduler',
            'EcsParameters': {'TaskDefinitionArn': definition.rpartition(':')[0], 'LaunchType': 'FARGATE'},
        },
    )
    test.addCleanup(scheduler.delete_schedule, Name='now')

    def tasks():
        states = ('RUNNING', 'STOPPED')
        return [arn for one in states for arn in ecs.list_tasks(cluster=cluster, desiredStatus=one)['taskArns']]

    end = time.monotonic() + 12
    while time.monotonic() < end and not tasks():
        time.sleep(0.2)
    return tasks()


def given_up(test):
    """The messages of the destination of a function that fails, once a rule had the time to invoke it."""
    code = {'ZipFile': 'exports.handler = async () => { throw new Error("no"); };'}
    function = {'FunctionName': 'fails', 'Code': code, 'Handler': 'index.handler', 'Runtime': 'nodejs22.x'}
    failure = {'OnFailure': {'Destination': {'Fn::GetAtt': ['Dead', 'Arn']}}}
    config = {'FunctionName': {'Ref': 'Fails'}, 'Qualifier': '$LATEST', 'MaximumRetryAttempts': 0}
    target = {'Id': 'Fails', 'Arn': {'Fn::GetAtt': ['Fails', 'Arn']}}
    rule = {'EventPattern': {'source': ['test']}, 'Targets': [target]}
    resources = {
        'Dead': ('AWS::SQS::Queue', {'QueueName': 'dead'}),
        'Fails': ('AWS::Lambda::Function', {**function, 'Role': 'arn:aws:iam::111122223333:role/fails'}),
        'Config': ('AWS::Lambda::EventInvokeConfig', {**config, 'DestinationConfig': failure}),
        'Rule': ('AWS::Events::Rule', rule),
    }
    test.deploy({key: {'Type': kind, 'Properties': properties} for key, (kind, properties) in resources.items()})
    test.client('events').put_events(Entries=[{'Source': 'test', 'DetailType': 'test', 'Detail': '{}'}])
    sqs = test.client('sqs')
    received = sqs.receive_message(QueueUrl=sqs.get_queue_url(QueueName='dead')['QueueUrl'], WaitTimeSeconds=8)
    return len(received.get('Messages', []))


class TaskProbes:
    client: Any
    deploy: Any
    change: Any
    addCleanup: Any  # noqa: N815

    def message_move_task(self):
        try:
            self.client('sqs').list_message_move_tasks(SourceArn='arn:aws:sqs:eu-west-1:111122223333:dead')
        except ClientError as refused:
            return refused.response['Error']['Code'] == 'InvalidAction'
        return False

    def async_targets(self):
        return given_up(self) == 0

    def schedule_task(self):
        self.deploy(task_definition())
        return scheduled_tasks(self) == []

    def schedule_time_zone(self):
        target = {'Arn': 'arn:aws:sqs:eu-west-1:111122223333:x', 'RoleArn': 'arn:aws:iam::111122223333:role/x'}
        properties = {'Name': 'daily', 'ScheduleExpression': 'cron(0 6 * * ? *)', 'Target': target}
        properties.update(ScheduleExpressionTimezone='Europe/Berlin', FlexibleTimeWindow={'Mode': 'OFF'})
        self.deploy({'Daily': {'Type': 'AWS::Scheduler::Schedule', 'Properties': properties}})
        return self.client('scheduler').get_schedule(Name='daily')['ScheduleExpressionTimezone'] == 'UTC'

    def forced_deployment(self):
        def read():
            found = self.client('ecs').describe_services(cluster='bank', services=['api'])
            return found['services'][0]['deployments'][0]['id']

        forced = [{'EnableForceNewDeployment': True, 'ForceNewDeploymentNonce': nonce} for nonce in 'ab']
        self.deploy(service(ForceNewDeployment=forced[0]))
        before = read()
        self.change(service(ForceNewDeployment=forced[1]))
        return read() == before

    def count_of_template(self):
        ecs = self.client('ecs')
        self.deploy(service(DesiredCount=1))
        ecs.update_service(cluster='bank', service='api', desiredCount=3)
        self.change(service(DesiredCount=1, HealthCheckGracePeriodSeconds=30))
        return ecs.describe_services(cluster='bank', services=['api'])['services'][0]['desiredCount'] == 3

    def secret_events(self):
        self.deploy(EVENTS)
        secrets, sqs = self.client('secretsmanager'), self.client('sqs')
        secrets.create_secret(Name='changed', SecretString='one')
        secrets.put_secret_value(SecretId='changed', SecretString='two')
        url = sqs.get_queue_url(QueueName='secrets')['QueueUrl']
        return 'Messages' not in sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1)

    def targets_by_address(self):
        balancing = self.client('elbv2')
        group = balancing.create_target_group(Name='bank', Protocol='HTTP', Port=80, VpcId='vpc-1', TargetType='ip')
        arn = group['TargetGroups'][0]['TargetGroupArn']
        self.addCleanup(balancing.delete_target_group, TargetGroupArn=arn)
        for port in (8001, 8002):
            balancing.register_targets(TargetGroupArn=arn, Targets=[{'Id': '127.0.0.1', 'Port': port}])
        return len(balancing.describe_target_health(TargetGroupArn=arn)['TargetHealthDescriptions']) == 1

    def targets_without_checks(self):
        balancing = self.client('elbv2')
        group = balancing.create_target_group(Name='bank', Protocol='HTTP', Port=80, VpcId='vpc-1', TargetType='ip')
        arn = group['TargetGroups'][0]['TargetGroupArn']
        self.addCleanup(balancing.delete_target_group, TargetGroupArn=arn)
        balancing.register_targets(TargetGroupArn=arn, Targets=[{'Id': '127.0.0.1', 'Port': 9}])
        (target,) = balancing.describe_target_health(TargetGroupArn=arn)['TargetHealthDescriptions']
        return target['TargetHealth']['State'] == 'healthy'

    def tasks_are_records(self):
        self.deploy(service(DesiredCount=2))
        return (
            self.client('ecs').describe_services(cluster='bank', services=['api'])['services'][0]['runningCount'] == 2
        )

    def run_task_sync(self):
        states, ecs = self.client('stepfunctions'), self.client('ecs')
        container = {'name': 'job', 'image': 'api:live'}
        ecs.register_task_definition(family='job', containerDefinitions=[container])
        task = {'Type': 'Task', 'Resource': 'arn:aws:states:::ecs:runTask.sync', 'End': True}
        run = {**task, 'Parameters': {'Cluster': 'jobs', 'TaskDefinition': 'job'}}
        definition = json.dumps({'StartAt': 'Run', 'States': {'Run': run}})
        made = states.create_state_machine(name='job', definition=definition, roleArn='arn:aws:iam::1:role/r')
        execution = states.start_execution(stateMachineArn=made['stateMachineArn'])['executionArn']
        end, stopped = time.monotonic() + 10, False
        while (found := states.describe_execution(executionArn=execution))['status'] == 'RUNNING':
            assert time.monotonic() < end
            try:
                arns = ecs.list_tasks(cluster='jobs')['taskArns']
            except ClientError:
                arns = []  # the task makes its cluster
            if arns and not stopped:
                ecs.stop_task(cluster='jobs', task=arns[0])
                stopped = True
            time.sleep(0.1)
        return 'tasks' in json.loads(found['output'])

    def read_object(self):
        found = ended(self, machine(self, {'Read': task(READ, {'Bucket': 'reports', 'Key': 'report.json'})}))
        return 'getObject is not yet implemented' in found['cause']

    def image_tags(self):
        ecr = self.client('ecr')
        ecr.create_repository(repositoryName='api')
        self.addCleanup(ecr.delete_repository, repositoryName='api', force=True)
        for tag in ('live-next', 'live'):
            push_image(self, tag, '{}')
        return len(ecr.list_images(repositoryName='api')['imageIds']) == 1

    def image_already_exists(self):
        ecr = self.client('ecr')
        ecr.create_repository(repositoryName='api')
        self.addCleanup(ecr.delete_repository, repositoryName='api', force=True)
        return [push_image(self, 'live', '{}') for _ in range(2)] == ['pushed', 'pushed']
