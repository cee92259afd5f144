from botocore.exceptions import ClientError

from emulator.tests.builders_api import KEY, OUTPUTS, ask, default_host, give_key, machine_api
from emulator.tests.support import ACCOUNT, Deployed


class TestRestApiKeys(Deployed):
    """patches/rest_api_keys.py: the key that a Lambda authorizer names, and the limits of its usage plan."""

    arguments = ('--account', ACCOUNT)

    def open(self, **plan):
        made = self.deploy(machine_api(plan=plan), OUTPUTS)
        self.host = default_host(made['Api'])
        return made['Plan']

    def status(self, path='/v/one', token=f'allow-{KEY}'):
        return ask(self, self.host, path, token)[0]

    def test_a_method_without_an_authorizer_is_open(self):
        self.open()
        self.assertEqual(self.status('/v/open', None), 200)

    def test_the_authorizer_names_the_key(self):
        plan = self.open()
        key = give_key(self, plan)
        status, event, _ = ask(self, self.host, '/v/one', f'allow-{KEY}')
        self.assertEqual(status, 200)
        self.assertEqual(event['requestContext']['identity']['apiKeyId'], key)
        self.assertEqual(event['requestContext']['authorizer']['workspace'], 'w1')
        self.assertNotIn(KEY, event['requestContext']['authorizer'].values())
        status, again, _ = ask(self, self.host, '/v/two', f'allow-{KEY}')  # from the cache
        self.assertEqual(status, 200)
        self.assertEqual(again['requestContext']['authorizer'], event['requestContext']['authorizer'])

    def test_without_a_token_it_is_401(self):
        self.open()
        self.assertEqual(ask(self, self.host, '/v/one')[:2], (401, {'message': 'Unauthorized'}))
        self.assertEqual(self.status(token='throw'), 401)

    def test_a_key_that_the_plan_does_not_have_is_403(self):
        plan = self.open()
        self.assertEqual(self.status(token='allow'), 403)
        self.assertEqual(ask(self, self.host, '/v/one', f'allow-{KEY}')[:2], (403, {'message': 'Forbidden'}))
        self.client('apigateway').create_api_key(value='key-without-a-plan-00001', enabled=True)
        self.assertEqual(self.status(token='allow-key-without-a-plan-00001'), 403)
        give_key(self, plan)
        self.assertEqual(self.status(), 200)

    def test_a_header_of_the_client_names_no_key(self):
        give_key(self, self.open())
        self.assertEqual(ask(self, self.host, '/v/one', 'allow', **{'x-api-key': KEY})[0], 403)

    def test_a_policy_of_one_method_denies_the_other_from_the_cache(self):
        give_key(self, self.open())
        token = f'narrow-{KEY}'
        self.assertEqual((self.status(token=token), self.status('/v/two', token)), (200, 403))
        self.assertEqual(self.status(token=f'deny-{KEY}'), 403)

    def test_a_disabled_and_a_deleted_key_are_403(self):
        plan = self.open()
        gateway = self.client('apigateway')
        key = give_key(self, plan)

        def enable(value):
            gateway.update_api_key(apiKey=key, patchOperations=[{'op': 'replace', 'path': '/enabled', 'value': value}])
            return self.status()

        self.assertEqual([self.status(), enable('false'), enable('true')], [200, 403, 200])
        gateway.delete_api_key(apiKey=key)
        self.assertEqual(self.status(), 403)
        self.assertEqual(gateway.get_usage_plan_keys(usagePlanId=plan)['items'], [])

    def test_a_key_is_disabled_unless_it_is_enabled_and_must_exist(self):
        gateway = self.client('apigateway')
        plan = self.open()
        self.assertFalse(gateway.create_api_key(name='idle')['enabled'])
        with self.assertRaisesRegex(ClientError, 'Invalid API Key identifier'):
            gateway.create_usage_plan_key(usagePlanId=plan, keyId='none', keyType='API_KEY')
        key = give_key(self, plan)
        with self.assertRaisesRegex(ClientError, 'ConflictException'):
            gateway.create_usage_plan_key(usagePlanId=plan, keyId=key, keyType='API_KEY')

    def test_more_than_the_burst_is_429_for_this_key_alone(self):
        plan = self.open(Throttle={'RateLimit': 0.1, 'BurstLimit': 10})
        give_key(self, plan)
        give_key(self, plan, value='key-of-the-second-agent-0002')
        self.assertEqual([self.status() for _ in range(11)], [200] * 10 + [429])
        self.assertEqual(self.status(token='allow-key-of-the-second-agent-0002'), 200)

    def test_more_than_the_quota_of_the_day_is_429(self):
        give_key(self, self.open(Quota={'Limit': 2, 'Period': 'DAY'}))
        self.assertEqual([self.status() for _ in range(3)], [200, 200, 429])
        self.assertEqual(ask(self, self.host, '/v/one', f'allow-{KEY}')[1], {'message': 'Limit Exceeded'})
