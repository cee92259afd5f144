"""Templates that more than one test deploys, and the calls that go with them."""

import json
import time
import urllib.request
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.support import ACCOUNT, REGION

BUCKET = 'prd-rl-bank-webapp'
BUCKET_PROPERTIES = {
    'Tags': [{'Key': 'Team', 'Value': 'Bank'}],
    'LoggingConfiguration': {'DestinationBucketName': 'logs', 'LogFilePrefix': 'web/'},
    'OwnershipControls': {'Rules': [{'ObjectOwnership': 'ObjectWriter'}]},
    'BucketEncryption': {
        'ServerSideEncryptionConfiguration': [
            {
                'BucketKeyEnabled': True,
                'ServerSideEncryptionByDefault': {'SSEAlgorithm': 'aws:kms', 'KMSMasterKeyID': 'alias/bank'},
            }
        ]
    },
    'LifecycleConfiguration': {
        'Rules': [
            {'Id': 'old', 'Status': 'Enabled', 'ExpirationInDays': 30, 'Prefix': 'log/'},
            {
                'Status': 'Enabled',
                'NoncurrentVersionExpiration': {'NoncurrentDays': 7, 'NewerNoncurrentVersions': 3},
                'AbortIncompleteMultipartUpload': {'DaysAfterInitiation': 1},
            },
            {'Status': 'Enabled', 'ExpirationInDays': 9, 'TagFilters': [{'Key': 'a', 'Value': 'b'}]},
        ]
    },
}
DASHBOARD_BODY = json.dumps({'widgets': []})
SECRET = 'bank/api/API_KEY'
SERVICE_BASE = {
    'Cluster': {'Type': 'AWS::ECS::Cluster', 'Properties': {'ClusterName': 'bank'}},
    'Task': {
        'Type': 'AWS::ECS::TaskDefinition',
        'Properties': {'Family': 'api', 'ContainerDefinitions': [{'Name': 'api', 'Image': 'api'}]},
    },
}
SERVICE_FIELDS = {
    'availabilityZoneRebalancing': 'ENABLED',
    'enableECSManagedTags': True,
    'enableExecuteCommand': True,
    'healthCheckGracePeriodSeconds': 90,
    'propagateTags': 'SERVICE',
}
SERVICE_PROPERTIES = {name[0].upper() + name[1:]: value for name, value in SERVICE_FIELDS.items()}
SECRET_ARN = 'arn:aws:secretsmanager:ap-southeast-1:1:secret:rl/DB_URI-abcdef'


def buckets(**properties):
    return {
        'Logs': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'logs'}},
        'Bucket': {'Type': 'AWS::S3::Bucket', 'DependsOn': 'Logs', 'Properties': {'BucketName': BUCKET, **properties}},
    }


def alarms(**properties):
    one = {
        'Type': 'AWS::CloudWatch::Alarm',
        'Properties': {
            'AlarmName': 'one',
            'ComparisonOperator': 'GreaterThanThreshold',
            'EvaluationPeriods': 1,
            'MetricName': 'Errors',
            'Namespace': 'Bank',
            'Period': 60,
            'Statistic': 'Sum',
            'Threshold': 1,
        },
    }
    own = {
        'AlarmName': 'both',
        'AlarmRule': 'ALARM("one")',
        'AlarmDescription': 'Both',
        'AlarmActions': ['arn:aws:sns:r:1:t'],
    }
    both: dict[str, Any] = {
        'Type': 'AWS::CloudWatch::CompositeAlarm',
        'DependsOn': 'One',
        'Properties': {**own, **properties},
    }
    return {'One': one, 'Both': {**both, 'Properties': {k: v for k, v in both['Properties'].items() if v is not None}}}


def parameter(value):
    return {'Value': {'Type': 'AWS::SSM::Parameter', 'Properties': {'Type': 'String', 'Value': value}}}


def stack_output(**place):
    return {'Fn::GetStackOutput': {'StackName': 'Twin', 'OutputName': 'Out', **place}}


def repository(*movable):
    kind, value = (f'ImageTagMutabilityExclusionFilter{part}' for part in ('Type', 'Value'))
    filters = [{kind: 'WILDCARD', value: tag} for tag in movable]
    properties = {
        'RepositoryName': 'api',
        'ImageTagMutability': 'IMMUTABLE_WITH_EXCLUSION',
        'ImageTagMutabilityExclusionFilters': filters,
        'EmptyOnDelete': True,
    }
    return {'Repository': {'Type': 'AWS::ECR::Repository', 'Properties': properties}}


def dashboard(body=DASHBOARD_BODY):
    return {
        'Dashboard': {
            'Type': 'AWS::CloudWatch::Dashboard',
            'Properties': {'DashboardName': 'bank', 'DashboardBody': body},
        }
    }


def list_dashboards(url):
    """As clients ask that speak JSON; botocore here speaks another protocol."""
    asked = urllib.request.Request(
        url,
        data=b'{}',
        headers={
            'Content-Type': 'application/x-amz-json-1.0',
            'X-Amz-Target': 'GraniteServiceVersion20100801.ListDashboards',
            'Authorization': (
                f'AWS4-HMAC-SHA256 Credential={ACCOUNT}/20260101/{REGION}/monitoring/aws4_request, '
                'SignedHeaders=host, Signature=none'
            ),
        },
    )
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return json.load(answer)['DashboardEntries']


def query_definition(**properties):
    own = {'Name': 'bank/errors', 'QueryString': 'fields @message', 'LogGroupNames': ['/ecs/bank']}
    return {'Query': {'Type': 'AWS::Logs::QueryDefinition', 'Properties': {**own, **properties}}}


def secret(**properties):
    return {'Secret': {'Type': 'AWS::SecretsManager::Secret', 'Properties': {'Name': SECRET, **properties}}}


def service(**properties):
    own = {'ServiceName': 'api', 'Cluster': {'Ref': 'Cluster'}, 'TaskDefinition': {'Ref': 'Task'}, 'DesiredCount': 0}
    return {**SERVICE_BASE, 'Service': {'Type': 'AWS::ECS::Service', 'Properties': {**own, **properties}}}


def task_definition(**container):
    own = {
        'Name': 'api',
        'Image': 'api:live',
        'Environment': [{'Name': 'NODE_ENV', 'Value': 'production'}],
        'Secrets': [{'Name': 'DB_URI', 'ValueFrom': SECRET_ARN}],
        'HealthCheck': {'Command': ['CMD', 'true'], 'Interval': 10},
        'LinuxParameters': {'InitProcessEnabled': True, 'Capabilities': {'Drop': ['ALL']}},
        'LogConfiguration': {'LogDriver': 'awslogs', 'Options': {'awslogs-group': '/ecs/api', 'Mode': 'x'}},
        'MountPoints': [{'ContainerPath': '/tmp', 'SourceVolume': 'tmp', 'ReadOnly': False}],
        'DockerLabels': {'Team': 'Bank'},
    }
    properties = {
        'Family': 'api',
        'ContainerDefinitions': [{**own, **container}],
        'RequiresCompatibilities': ['FARGATE'],
        'Cpu': '256',
        'Memory': '512',
        'RuntimePlatform': {'CpuArchitecture': 'X86_64', 'OperatingSystemFamily': 'LINUX'},
        'EphemeralStorage': {'SizeInGiB': 30},
        'Volumes': [{'Name': 'tmp'}],
    }
    return {'Task': {'Type': 'AWS::ECS::TaskDefinition', 'Properties': properties}}


def push_image(test, tag, manifest):
    """`pushed`, or the code of the error that ECR answers."""
    try:
        test.client('ecr').put_image(repositoryName='api', imageTag=tag, imageManifest=manifest)
    except ClientError as refused:
        return refused.response['Error']['Code']
    return 'pushed'


def one(resource_type, **properties):
    return {'One': {'Type': resource_type, 'Properties': properties}}


def log_group(**properties):
    return one('AWS::Logs::LogGroup', **{'LogGroupName': '/bank/api', 'RetentionInDays': 30, **properties})


def replaced(test, resources, changed):
    """What a change set says of each resource that it modifies."""
    formation = test.client('cloudformation')
    name = f'Stack-{time.monotonic_ns()}'
    test.deploy(resources, name=name)
    formation.create_change_set(
        StackName=name,
        ChangeSetName='diff',
        ChangeSetType='UPDATE',
        Capabilities=['CAPABILITY_NAMED_IAM'],
        TemplateBody=json.dumps({'Resources': changed}),
    )
    said = formation.describe_change_set(StackName=name, ChangeSetName='diff')
    changes = [change['ResourceChange'] for change in said['Changes']]
    return {change['LogicalResourceId']: change['Replacement'] for change in changes}


def changed_outputs(test, **outputs):
    """A change set that adds outputs to a stack and changes no resource: its description, and what executes it."""
    formation = test.client('cloudformation')
    test.deploy(log_group(), name='Outputs')
    named = {'StackName': 'Outputs', 'ChangeSetName': 'outputs'}
    template = {'Resources': log_group(), 'Outputs': {name: {'Value': value} for name, value in outputs.items()}}
    formation.create_change_set(**named, ChangeSetType='UPDATE', TemplateBody=json.dumps(template))
    return formation.describe_change_set(**named), lambda: formation.execute_change_set(**named)


def paging(condition=None, **metric_filter):
    """A rule that delivers to a log group, whose metric filter counts failed deployments."""
    name = '/bank/events'
    group = {
        'Fn::Join': ['', ['arn:aws:logs:', {'Ref': 'AWS::Region'}, ':', {'Ref': 'AWS::AccountId'}, ':log-group:', name]]
    }
    statement = {
        'Effect': 'Allow',
        'Principal': {'Service': ['events.amazonaws.com', 'delivery.logs.amazonaws.com']},
        'Action': ['logs:CreateLogStream', 'logs:PutLogEvents'],
        'Resource': f'arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{name}:*',
        **({'Condition': condition} if condition else {}),
    }
    counted = {'MetricNamespace': 'Bank/Events', 'MetricName': 'FailedDeployments', 'MetricValue': '1'}
    own = {
        'LogGroupName': {'Ref': 'Group'},
        'FilterPattern': '{ $.detail.eventName = "SERVICE_DEPLOYMENT_FAILED" }',
        'MetricTransformations': [counted],
    }
    policy = {'PolicyName': 'events', 'PolicyDocument': json.dumps({'Version': '2012-10-17', 'Statement': [statement]})}
    rule = {
        'Name': 'deployments',
        'EventPattern': {'source': ['bank']},
        'Targets': [{'Id': 'log', 'Arn': group}],
    }
    return {
        'Group': {'Type': 'AWS::Logs::LogGroup', 'Properties': {'LogGroupName': name}},
        'Policy': {'Type': 'AWS::Logs::ResourcePolicy', 'Properties': policy},
        'Rule': {'Type': 'AWS::Events::Rule', 'DependsOn': 'Group', 'Properties': rule},
        'Filter': {'Type': 'AWS::Logs::MetricFilter', 'Properties': {**own, **metric_filter}},
    }
