"""The faults of MiniStack in `known-faults.json`, which the sandbox patches or which excuse a missing assertion.

A probe fails when MiniStack no longer has the fault: remove the patch, or add the assertion."""

import json
import os
import unittest

from botocore.exceptions import ClientError

from emulator import messages, patches, registry
from emulator.tests.builders import (
    BUCKET,
    BUCKET_PROPERTIES,
    SECRET,
    SERVICE_PROPERTIES,
    buckets,
    log_group,
    parameter,
    push_image,
    replaced,
    repository,
    secret,
    service,
    stack_output,
    task_definition,
)
from emulator.tests.builders_edge import (
    ALIAS,
    API_NAME,
    SITE_OUTPUTS,
    behind_vpc_origin,
    endpoint,
    health_check,
    invoke_visitor,
    listable_site,
    load_balancer,
    publish_site,
    site,
    visitor,
)
from emulator.tests.probes_api import ApiProbes
from emulator.tests.probes_data import DataProbes
from emulator.tests.probes_edge import EdgeProbes
from emulator.tests.probes_iam import IamProbes
from emulator.tests.probes_monitoring import MonitoringProbes
from emulator.tests.probes_tasks import TaskProbes
from emulator.tests.probes_users import UserProbes
from emulator.tests.support import EDGE, SANDBOX, Unpatched

with open(os.path.join(SANDBOX, 'emulator', 'known-faults.json'), encoding='utf-8') as _opened:
    KNOWN = json.load(_opened)


def topic(protocol=None):
    made = {'Topic': {'Type': 'AWS::SNS::Topic', 'Properties': {'TopicName': 'page', 'KmsMasterKeyId': 'key'}}}
    if protocol:
        to = {'TopicArn': {'Ref': 'Topic'}, 'Protocol': protocol, 'Endpoint': 'oncall@bank.example'}
        made['To'] = {'Type': 'AWS::SNS::Subscription', 'Properties': to}
    return made


class Probes(TaskProbes, MonitoringProbes, ApiProbes, DataProbes, EdgeProbes, UserProbes):
    """One method for each fault, which returns whether the emulator still has it."""

    def get_stack_output_region(self):
        self.deploy(parameter('there'), {'Out': 'there'}, region=EDGE, name='Twin')
        return self.refused(parameter(stack_output(Region=EDGE)), "Output 'Out' not found")

    def vpc_origin(self):
        balancer = self.deploy(load_balancer(), {'Arn': {'Ref': 'Balancer'}})['Arn']
        protocols = {'Quantity': 1, 'Items': ['TLSv1.2']}
        config = {'Name': 'api', 'Arn': balancer, 'HTTPPort': 80, 'HTTPSPort': 443}
        config.update(OriginProtocolPolicy='https-only', OriginSslProtocols=protocols)
        origin = self.client('cloudfront').create_vpc_origin(VpcOriginEndpointConfig=config)['VpcOrigin']['Id']
        domain = self.deploy(behind_vpc_origin(origin), SITE_OUTPUTS, name='Site')['Domain']
        return self.view(domain)[0] == 502

    def get_stack_output_deleted(self):
        self.deploy(parameter('here'), {'Out': 'left'}, name='Gone')
        self.destroy('Gone')
        return self.deploy(parameter('x'), {'Out': stack_output(StackName='Gone')})['Out'] == 'left'

    def get_stack_output_role(self):
        self.deploy(parameter('here'), {'Out': 'here'}, name='Twin')
        role = 'arn:aws:iam::222222222222:role/reader'
        return self.deploy(parameter('x'), {'Out': stack_output(RoleArn=role)})['Out'] == 'here'

    def replacement(self):
        return replaced(self, log_group(), log_group(RetentionInDays=90)) == {'One': 'Conditional'}

    def revert_drift(self):
        properties = {'Name': 'one', 'Type': 'String', 'Value': 'a'}
        self.deploy({'One': {'Type': 'AWS::SSM::Parameter', 'Properties': properties}})
        self.client('ssm').put_parameter(Name='one', Value='by hand', Overwrite=True)
        stacks = self.client('cloudformation')
        named = {'StackName': 'Stack', 'ChangeSetName': 'revert'}
        stacks.create_change_set(**named, UsePreviousTemplate=True, DeploymentMode='REVERT_DRIFT')
        return stacks.describe_change_set(**named)['Changes'] == []

    def listener_certificates(self):
        try:
            self.client('elbv2').describe_listener_certificates(ListenerArn='arn:aws:elasticloadbalancing:x')
        except ClientError as refused:
            return refused.response['Error']['Code'] != 'ListenerNotFound'
        return False

    def web_acl_logging(self):
        try:
            self.client('wafv2').get_logging_configuration(ResourceArn='arn:aws:wafv2:eu-west-1:111122223333:x')
        except ClientError as refused:
            return refused.response['Error']['Code'] != 'WAFNonexistentItemException'
        return False

    def repository_exists(self):
        self.client('ecr').create_repository(repositoryName='one')
        self.deploy({'One': {'Type': 'AWS::ECR::Repository', 'Properties': {'RepositoryName': 'one'}}})
        return True

    def container_fields(self):
        arn = self.deploy(task_definition(), {'Arn': {'Ref': 'Task'}})['Arn']
        read_back = self.client('ecs').describe_task_definition(taskDefinition=arn)['taskDefinition']
        return read_back['containerDefinitions'][0]['secrets'] == [{}] and 'runtimePlatform' not in read_back

    def service_fields(self):
        self.deploy(service(**SERVICE_PROPERTIES))
        read_back = self.client('ecs').describe_services(cluster='bank', services=['api'])['services'][0]
        return (read_back['propagateTags'], read_back['healthCheckGracePeriodSeconds']) == ('NONE', 0)

    def secret_reference(self):
        secret = {'Secret': {'Type': 'AWS::SecretsManager::Secret', 'Properties': {'Name': 'bank/KEY'}}}
        return self.deploy(secret, {'Ref': {'Ref': 'Secret'}})['Ref'] == 'bank/KEY'

    def secret_without_value(self):
        self.deploy(secret())
        return self.client('secretsmanager').get_secret_value(SecretId=SECRET)['SecretString'] == ''

    def secret_exists(self):
        name = SECRET
        self.client('secretsmanager').create_secret(Name=name, SecretString='of another owner')
        self.deploy(secret(SecretString='of the template'))
        return self.client('secretsmanager').get_secret_value(SecretId=name)['SecretString'] == 'of the template'

    def topic_key(self):
        arn = self.deploy(topic(), {'Arn': {'Ref': 'Topic'}})['Arn']
        return 'KmsMasterKeyId' not in self.client('sns').get_topic_attributes(TopicArn=arn)['Attributes']

    def bucket_fields(self):
        self.deploy(buckets(**BUCKET_PROPERTIES))
        return 'LoggingEnabled' not in self.client('s3').get_bucket_logging(Bucket=BUCKET)

    def key_of_s3(self):
        self.deploy({'Bucket': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'plain'}}})
        try:
            self.client('s3').put_object(Bucket='plain', Key='page', Body=b'x', ServerSideEncryption='aws:kms')
        except ClientError as refused:
            return 'requires a key id' in str(refused)
        return False

    def distribution_alias(self):
        publish_site(self, site(ALIAS))
        return b'NoSuchBucket' in self.view(ALIAS)[1]

    def tls_only_bucket(self):
        domain = publish_site(self, site(ALIAS))
        return self.view(domain)[0] == 403

    def missing_object(self):
        made = listable_site(may_list=True)
        del made['Policy']['Properties']['PolicyDocument']['Statement'][0]  # the TLS of a distribution is another fault
        domain = self.deploy(made, SITE_OUTPUTS)['Domain']
        return self.view(domain)[0] == 403

    def lambda_network(self):
        self.deploy(visitor())
        return 'code' in invoke_visitor(self, 'https://label.cloudfront.net/')

    def function_fields(self):
        made = visitor()
        made['Function']['Properties']['ReservedConcurrentExecutions'] = 3
        self.deploy(made)
        return 'Concurrency' not in self.client('lambda').get_function(FunctionName='visitor')

    def load_balancer_alias(self):
        self.deploy(load_balancer())
        return self.see(API_NAME)[1] != b'balancer'

    def network_load_balancer(self):
        properties = {'Type': 'network', 'Scheme': 'internal'}
        balancer = {'Type': 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'Properties': properties}
        made = self.deploy({'Balancer': balancer}, {'Name': {'Fn::GetAtt': ['Balancer', 'DNSName']}})
        return made['Name'].endswith('.elb.amazonaws.com')

    def own_paths(self):
        domain = publish_site(self, site(ALIAS))
        return b'services' in self.see(domain, path='/health')[1]

    def dns_answer(self):
        asked = {'HostedZoneId': 'Z0123456789ABCDEFGHIJ', 'RecordName': 'bank.example', 'RecordType': 'NS'}
        try:
            self.client('route53').test_dns_answer(**asked)
        except ClientError as refused:
            return refused.response['Error']['Code'] != 'NoSuchHostedZone'
        return False

    def health_check_status(self):
        config = health_check()['Up']['Properties']['HealthCheckConfig']
        route53 = self.client('route53')
        check = route53.create_health_check(CallerReference='up', HealthCheckConfig=config)['HealthCheck']['Id']
        self.addCleanup(route53.delete_health_check, HealthCheckId=check)
        try:
            route53.get_health_check_status(HealthCheckId=check)
        except ClientError:
            return True
        return False

    def immutable_tags(self):
        self.deploy(repository('live'))
        return [push_image(self, 'sha-1', manifest) for manifest in ('one', 'two')] == ['pushed', 'pushed']

    def vpc_endpoint(self):
        self.deploy(endpoint(PrivateDnsEnabled=True))
        return 'Groups' not in self.client('ec2').describe_vpc_endpoints()['VpcEndpoints'][0]

    def certificate_at_once(self):
        properties = {'DomainName': 'other.example', 'ValidationMethod': 'DNS'}
        certificate = {'Certificate': {'Type': 'AWS::CertificateManager::Certificate', 'Properties': properties}}
        arn = self.deploy(certificate, {'Arn': {'Ref': 'Certificate'}})['Arn']
        return self.client('acm').describe_certificate(CertificateArn=arn)['Certificate']['Status'] == 'ISSUED'

    def email_at_once(self):
        arn = self.deploy(topic('email'), {'Arn': {'Ref': 'Topic'}})['Arn']
        to = self.client('sns').list_subscriptions_by_topic(TopicArn=arn)['Subscriptions']
        return [one['SubscriptionArn'].startswith(arn) for one in to] == [True]

    def cache_endpoint(self):
        self.client('elasticache').create_serverless_cache(ServerlessCacheName='bank', Engine='valkey')
        self.addCleanup(self.client('elasticache').delete_serverless_cache, ServerlessCacheName='bank')
        cache = self.client('elasticache').describe_serverless_caches()['ServerlessCaches'][0]
        return cache['Endpoint'] == {'Address': 'redis', 'Port': 6379}

    def bucket_with_objects(self):
        bucket = {'Bucket': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'full'}}}
        self.deploy(bucket)
        self.client('s3').put_object(Bucket='full', Key='page', Body=b'x')
        self.destroy()  # raises unless DELETE_COMPLETE
        return True

    def unknown_property(self):
        self.deploy({'Topic': {'Type': 'AWS::SNS::Topic', 'Properties': {'NoSuchProperty': 'x'}}})
        return True


class TestProbes(Probes):
    """The probes as tests, one for each line of known-faults.json."""


class TestIamProbes(IamProbes):
    """Those of faults that MiniStack has where it asks IAM."""


def _name(fault):
    return fault['id'].replace('-', '_')


def _probe(fault):
    def test(self):
        self.assertTrue(
            getattr(self, _name(fault))(),
            f'{fault["id"]} is gone: take it out of known-faults.json, and {fault.get("patch") or "assert it"} with it',
        )

    test.__doc__ = fault['fault']
    return test


for _fault in KNOWN['faults']:
    setattr(TestIamProbes if hasattr(IamProbes, _name(_fault)) else TestProbes, f'test_{_name(_fault)}', _probe(_fault))


class TestKnownFaults(unittest.TestCase):
    def test_they_are_of_the_pinned_version(self):
        self.assertEqual(KNOWN['emulator'], f'ministack {messages.VERSION}')

    def test_each_has_a_probe_and_each_probe_a_fault(self):
        probes = {*dir(Probes), *dir(IamProbes)} - {*dir(Unpatched)}
        self.assertEqual(sorted(map(_name, KNOWN['faults'])), sorted(probes))

    def test_each_is_patched_or_says_what_it_excuses(self):
        for fault in KNOWN['faults']:
            self.assertEqual(len({'patch', 'excuses'} & set(fault)), 1, fault['id'])

    def test_every_patch_is_of_a_known_fault(self):
        patched = {fault['patch'] for fault in KNOWN['faults'] if 'patch' in fault}
        self.assertEqual(patched, {module.__name__.split('.')[-1] for module in registry.modules_of(patches)})
