from emulator.tests.builders_api import KEY, OUTPUTS, ask, default_host, give_key, machine_api
from emulator.tests.support import ACCOUNT, Deployed

ALLOWED, ELSEWHERE = '173.245.48.7', '203.0.113.9'
EVERY = {'Effect': 'Allow', 'Principal': '*', 'Action': 'execute-api:Invoke', 'Resource': 'execute-api:/*'}
FROM = {'aws:SourceIp': ['173.245.48.0/20']}


def policy(*statements):
    return {'Policy': {'Version': '2012-10-17', 'Statement': list(statements)}}


def denied_elsewhere():
    return policy(EVERY, {**EVERY, 'Effect': 'Deny', 'Condition': {'NotIpAddress': FROM}})


class TestRestApiPolicy(Deployed):
    """patches/rest_api_policy.py"""

    arguments = ('--account', ACCOUNT)

    def open(self, api):
        made = self.deploy(machine_api(api), OUTPUTS)
        self.host = default_host(made['Api'])
        give_key(self, made['Plan'])

    def status(self, path, token=None, address=ALLOWED):
        return ask(self, self.host, path, token, **{'X-Forwarded-For': address})[0]

    def test_an_address_outside_is_denied_before_the_authorizer(self):
        self.open(denied_elsewhere())
        self.assertEqual([self.status('/v/open'), self.status('/v/one', f'allow-{KEY}')], [200, 200])
        self.assertEqual(self.status('/v/open', address=ELSEWHERE), 403)
        self.assertEqual(self.status('/v/one', address=ELSEWHERE), 403)  # without a token: 401 by the authorizer
        _, answer, _ = ask(self, self.host, '/v/open', **{'X-Forwarded-For': ELSEWHERE})
        self.assertRegex(answer['Message'], 'with an explicit deny in a resource-based policy')

    def test_the_last_address_counts_and_without_one_that_of_the_connection(self):
        self.open(denied_elsewhere())
        self.assertEqual(self.status('/v/open', address=f'{ALLOWED}, {ELSEWHERE}'), 403)
        self.assertEqual(self.status('/v/open', address=f'{ELSEWHERE}, {ALLOWED}'), 200)
        self.assertEqual(ask(self, self.host, '/v/open')[0], 403)
        _, event, _ = ask(self, self.host, '/v/open', **{'X-Forwarded-For': f'{ELSEWHERE}, {ALLOWED}'})
        self.assertEqual(event['requestContext']['identity']['sourceIp'], ALLOWED)

    def test_without_an_allow_an_open_method_is_denied(self):
        self.open(policy({**EVERY, 'Condition': {'IpAddress': FROM}}))
        self.assertEqual([self.status('/v/open'), self.status('/v/open', address=ELSEWHERE)], [200, 403])
        self.assertEqual(self.status('/v/one', f'allow-{KEY}', ELSEWHERE), 200)  # the authorizer allows it

    def test_an_allow_suffices_where_the_authorizer_says_nothing(self):
        self.open(policy(EVERY))
        self.assertEqual(self.status('/v/one', f'silent-{KEY}'), 200)
        self.assertEqual(self.status('/v/one', f'deny-{KEY}'), 403)

    def test_without_a_policy_the_authorizer_decides_alone(self):
        self.open({})
        self.assertEqual(self.status('/v/one', f'silent-{KEY}'), 403)
        self.assertEqual(self.status('/v/open', address=ELSEWHERE), 200)
