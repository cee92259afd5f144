from emulator.tests.builders_api import OUTPUTS, machine_api
from emulator.tests.builders_iam import allow, code, session
from emulator.tests.support import ACCOUNT, REGION, Deployed

TAG = 'MachineApiUsagePlan'


def may_manage_keys(plan):
    """What `MachineApi.grantManageKeys` allows."""

    def arn(path):
        return f'arn:aws:apigateway:{REGION}::{path}'

    asked = {'StringEquals': {f'aws:RequestTag/{TAG}': plan}}
    existing = {'StringEquals': {f'aws:ResourceTag/{TAG}': plan}}
    return [
        allow('apigateway:POST', arn('/apikeys'), **asked),
        allow(['apigateway:PATCH', 'apigateway:DELETE'], arn('/apikeys/*'), **existing),
        allow(['apigateway:GET', 'apigateway:POST'], arn(f'/usageplans/{plan}/keys')),
        allow(['apigateway:GET', 'apigateway:DELETE'], arn(f'/usageplans/{plan}/keys/*')),
    ]


class TestRestApiKeyRights(Deployed):
    """patches/rest_api_tags.py: the tags of a key, by which a role manages those of one usage plan."""

    arguments = ('--account', ACCOUNT)

    def test_a_role_manages_the_keys_of_its_plan_alone(self):
        plan = self.deploy(machine_api(), OUTPUTS)['Plan']
        gateway, own = self.client('apigateway'), session(self, 'apigateway', 'keeper', *may_manage_keys(plan))
        self.assertEqual(code(own.create_api_key, name='untagged'), 'AccessDeniedException')
        self.assertEqual(code(own.create_api_key, name='other', tags={TAG: 'other'}), 'AccessDeniedException')
        key = own.create_api_key(name='agent', enabled=True, tags={TAG: plan})['id']
        self.assertEqual(code(own.create_usage_plan_key, usagePlanId=plan, keyId=key, keyType='API_KEY'), 'allowed')
        off = [{'op': 'replace', 'path': '/enabled', 'value': 'false'}]
        for tags in ({}, {TAG: 'other'}):
            other = gateway.create_api_key(name='other', tags=tags)['id']
            self.assertEqual(code(own.update_api_key, apiKey=other, patchOperations=off), 'AccessDeniedException')
            self.assertEqual(code(own.delete_api_key, apiKey=other), 'AccessDeniedException')
        self.assertEqual(code(own.update_api_key, apiKey=key, patchOperations=off), 'allowed')
        self.assertFalse(gateway.get_api_key(apiKey=key)['enabled'])
        self.assertEqual(code(own.get_api_key, apiKey=key, includeValue=True), 'AccessDeniedException')
        self.assertEqual(code(own.delete_api_key, apiKey=key), 'allowed')
