from botocore.exceptions import ClientError

from emulator.tests.support import EDGE, Deployed
from emulator.tests.test_services import templates

OUT = {'Acl': {'Fn::GetAtt': ['Acl', 'Arn']}}


def logged(name='aws-waf-logs-bank', actions=('BLOCK',)):
    visible = {'SampledRequestsEnabled': True, 'CloudWatchMetricsEnabled': True, 'MetricName': 'bank'}
    acl = {'Scope': 'REGIONAL', 'DefaultAction': {'Allow': {}}, 'VisibilityConfig': visible}
    conditions = [{'ActionCondition': {'Action': action}} for action in actions]
    kept = {'Behavior': 'KEEP', 'Requirement': 'MEETS_ANY', 'Conditions': conditions}
    destination = f'arn:aws:logs:ap-southeast-1:${{AWS::AccountId}}:log-group:{name}'
    logging = {
        'ResourceArn': OUT['Acl'],
        'LogDestinationConfigs': [{'Fn::Sub': destination}],
        'LoggingFilter': {'DefaultBehavior': 'DROP', 'Filters': [kept]},
    }
    return {
        'Acl': {'Type': 'AWS::WAFv2::WebACL', 'Properties': acl},
        'Logs': {'Type': 'AWS::Logs::LogGroup', 'Properties': {'LogGroupName': name}},
        'Logging': {'Type': 'AWS::WAFv2::LoggingConfiguration', 'Properties': logging, 'DependsOn': 'Logs'},
    }


class TestWebAclLogging(Deployed):
    def read(self, acl):
        try:
            found = self.client('wafv2').get_logging_configuration(ResourceArn=acl)['LoggingConfiguration']
        except ClientError as refused:
            return refused.response['Error']['Code']
        conditions = found['LoggingFilter']['Filters'][0]['Conditions']
        [destination] = found['LogDestinationConfigs']
        return destination.split(':')[-1], [one['ActionCondition']['Action'] for one in conditions]

    def test_it_comes_changes_and_goes(self):
        acl = self.deploy(logged(), OUT)['Acl']
        self.assertEqual(self.read(acl), ('aws-waf-logs-bank', ['BLOCK']))
        self.assertEqual(self.change(logged(actions=('BLOCK', 'COUNT')), OUT)['Acl'], acl)
        self.assertEqual(self.read(acl), ('aws-waf-logs-bank', ['BLOCK', 'COUNT']))
        resources = logged()
        del resources['Logging']
        self.change(resources, OUT)
        self.assertEqual(self.read(acl), 'WAFNonexistentItemException')

    def test_a_log_group_of_another_name_is_refused(self):
        with self.assertRaisesRegex(AssertionError, 'WAFInvalidParameterException'):
            self.deploy(logged('bank'))

    def test_a_log_group_that_is_not_there_is_refused(self):
        resources = logged()
        del resources['Logs'], resources['Logging']['DependsOn']
        with self.assertRaisesRegex(AssertionError, 'WAFInvalidParameterException'):
            self.deploy(resources)

    def test_a_firewall_is_deployed_before_its_distribution_and_keeps_its_arn(self):
        twin, stack = templates()['firewall-edge'], templates()['firewall']
        outputs = {name: output['Value'] for name, output in twin['Outputs'].items()}
        [arn] = self.deploy(twin['Resources'], outputs, EDGE, 'firewall-edge').values()
        site = self.deploy(stack['Resources'], {'Site': {'Ref': 'Site'}}, name='firewall')['Site']
        found = self.client('cloudfront').get_distribution_config(Id=site)['DistributionConfig']
        self.assertEqual(found['WebACLId'], arn)
        wafv2 = self.client('wafv2', EDGE)
        logging = wafv2.get_logging_configuration(ResourceArn=arn)['LoggingConfiguration']
        self.assertIn(':aws-waf-logs-firewall-', logging['LogDestinationConfigs'][0])

        (acl,) = (one for one in twin['Resources'].values() if one['Type'] == 'AWS::WAFv2::WebACL')
        acl['Properties']['Rules'].pop()
        again = self.deploy(twin['Resources'], outputs, EDGE, 'firewall-edge', update=True)
        self.assertEqual(list(again.values()), [arn])
        self.destroy('firewall')
        self.destroy('firewall-edge', EDGE)
        self.assertEqual(wafv2.list_web_acls(Scope='CLOUDFRONT')['WebACLs'], [])
