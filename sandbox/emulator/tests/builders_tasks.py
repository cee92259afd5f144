"""A service whose tasks are processes, and the images that they run."""

import json
import os
import shutil
import time

from botocore.session import Session

from emulator.tests.support import ACCOUNT, REGION, SANDBOX, START

REPOSITORY = 'api'
IMAGE = f'{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{REPOSITORY}:live'
SERVICE_ARN = f'arn:aws:ecs:{REGION}:{ACCOUNT}:service/bank/api'
PORT = 9123
SAMPLE_API = [shutil.which('node'), os.path.join(SANDBOX, 'samples', 'api', 'server.mjs')]
LOG_GROUP = '/ecs/api'
EVENTS = {
    'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'deployments'}},
    'Rule': {
        'Type': 'AWS::Events::Rule',
        'Properties': {
            'EventPattern': {'source': ['aws.ecs'], 'detail-type': ['ECS Deployment State Change']},
            'Targets': [{'Id': 'Queue', 'Arn': {'Fn::GetAtt': ['Queue', 'Arn']}}],
        },
    },
}


def programs(folder):
    """The file for --programs: the sample API for one repository."""
    file = os.path.join(folder, 'programs.json')
    with open(file, 'w', encoding='utf-8') as written:
        json.dump({REPOSITORY: SAMPLE_API}, written)
    return file


def manifest(commit, behaviour='ok'):
    return json.dumps(
        {
            'schemaVersion': 2,
            'annotations': {'org.opencontainers.image.revision': commit, 'behaviour': behaviour},
        }
    )


def bank(*, count=2, container=None, group=None, **properties):
    """A cluster, a target group, and a service with the circuit breaker on."""
    own = {
        'ServiceName': 'api',
        'Cluster': {'Ref': 'Cluster'},
        'TaskDefinition': {'Ref': 'Task'},
        'LaunchType': 'FARGATE',
        'DeploymentConfiguration': {
            'MinimumHealthyPercent': 100,
            'MaximumPercent': 200,
            'DeploymentCircuitBreaker': {'Enable': True, 'Rollback': True},
        },
        'LoadBalancers': [
            {'ContainerName': 'api', 'ContainerPort': PORT, 'TargetGroupArn': {'Ref': 'Group'}},
        ],
        **({} if count is None else {'DesiredCount': count}),
        **properties,
    }
    main = {
        'Name': 'api',
        'Image': IMAGE,
        'PortMappings': [{'ContainerPort': PORT}],
        'LogConfiguration': {
            'LogDriver': 'awslogs',
            'Options': {'awslogs-group': LOG_GROUP, 'awslogs-stream-prefix': 'api', 'awslogs-region': REGION},
        },
        **(container or {}),
    }
    checked = {
        'Name': 'bank',
        'Protocol': 'HTTP',
        'Port': 80,
        'VpcId': 'vpc-1',
        'TargetType': 'ip',
        'HealthCheckPath': '/up',
        'HealthCheckIntervalSeconds': 15,
        'HealthyThresholdCount': 2,
        'UnhealthyThresholdCount': 3,
        'TargetGroupAttributes': [{'Key': 'deregistration_delay.timeout_seconds', 'Value': '30'}],
        **(group or {}),
    }
    return {
        'Cluster': {'Type': 'AWS::ECS::Cluster', 'Properties': {'ClusterName': 'bank'}},
        'Logs': {'Type': 'AWS::Logs::LogGroup', 'Properties': {'LogGroupName': LOG_GROUP}},
        'Group': {'Type': 'AWS::ElasticLoadBalancingV2::TargetGroup', 'Properties': checked},
        'Task': {
            'Type': 'AWS::ECS::TaskDefinition',
            'Properties': {
                'Family': 'api',
                'Cpu': '256',
                'Memory': '512',
                'NetworkMode': 'awsvpc',
                'RequiresCompatibilities': ['FARGATE'],
                'ContainerDefinitions': [main],
            },
        },
        'Service': {'Type': 'AWS::ECS::Service', 'DependsOn': 'Logs', 'Properties': own},
    }


def start_tasks(url):
    """Starts a service of two tasks without CloudFormation; the ids of their processes."""

    def client(service):
        return Session().create_client(
            service, region_name=REGION, endpoint_url=url, aws_access_key_id=ACCOUNT, aws_secret_access_key='sandbox'
        )

    ecr, ecs = client('ecr'), client('ecs')
    ecr.create_repository(repositoryName=REPOSITORY)
    ecr.put_image(repositoryName=REPOSITORY, imageTag='live', imageManifest=manifest('one'))
    container = {'name': 'api', 'image': IMAGE, 'portMappings': [{'containerPort': PORT}]}
    ecs.register_task_definition(family='api', containerDefinitions=[container])
    ecs.create_service(cluster='bank', serviceName='api', taskDefinition='api', desiredCount=2)
    end = time.monotonic() + START
    while time.monotonic() < end:
        arns = ecs.list_tasks(cluster='bank')['taskArns']
        tasks = ecs.describe_tasks(cluster='bank', tasks=arns)['tasks'] if arns else []
        if [task['lastStatus'] for task in tasks] == ['RUNNING', 'RUNNING']:
            return [int(task['containers'][0]['runtimeId']) for task in tasks]
        time.sleep(0.05)
    return []
