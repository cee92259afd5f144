import time

from emulator.tests.builders_edge import API_NAME, behind_vpc_origin, forward_to, vpc_origin
from emulator.tests.origin_server import OriginServer
from emulator.tests.support import EDGE, Deployed
from emulator.tests.web_socket import ACCEPT, WITHIN, WebSocket

SITE = 'one.bank.example'


class TestWebSockets(Deployed):
    """patches/web_sockets.py: an upgrade reaches a target as a request does, and bytes go both ways from then on."""

    arguments = ('--account', '982233224911')

    def setUp(self):
        self.origin = OriginServer(lambda request: (426, {'X-From': 'target'}, b'no upgrade'))
        self.addCleanup(self.origin.close)
        self.balancer = forward_to(self, self.origin.port)

    def serve(self, **behavior):
        made = behind_vpc_origin({'Fn::GetAtt': ['Origin', 'Id']}, SITE)
        made['Site']['Properties']['DistributionConfig']['DefaultCacheBehavior'].update(behavior)
        self.deploy({**made, 'Origin': vpc_origin(self.balancer)}, region=EDGE, name='Site')

    def check_exchange(self, opened, host):
        greeting = f'{host} /ws?a=b%20c'.encode()
        self.assertEqual((opened.status, opened.headers['sec-websocket-accept']), (101, ACCEPT))
        self.assertEqual(opened.headers['upgrade'], 'websocket')
        self.assertEqual(opened.receive(len(greeting)), greeting)
        for sent in (b'\x00\xff hello', bytes(range(256)) * 4000):
            opened.send(sent)
            self.assertEqual(opened.receive(len(sent)), sent)

    def wait_for_end(self):
        end = time.monotonic() + WITHIN
        while self.origin.asked[-1] != 'ended' and time.monotonic() < end:
            time.sleep(0.01)
        self.assertEqual(self.origin.asked[-1], 'ended')

    def test_one_goes_through_a_distribution_and_a_vpc_origin(self):
        self.serve()
        opened = WebSocket(self, SITE, '/ws?a=b%20c', **{'Sec-WebSocket-Protocol': 'chat', 'Cookie': 'tenant=1'})
        self.check_exchange(opened, SITE)
        self.assertEqual(opened.headers['sec-websocket-protocol'], 'chat')
        self.assertIn('cloudfront', opened.headers['via'])
        asked = self.origin.asked[0].headers
        self.assertEqual((asked['Cookie'], asked['X-Forwarded-Proto']), ('tenant=1', 'https'))
        self.assertTrue(asked['X-Amz-Cf-Id'])

    def test_one_goes_through_a_load_balancer(self):
        self.check_exchange(WebSocket(self, API_NAME, '/ws?a=b%20c'), API_NAME)

    def test_either_side_ends_it(self):
        first = WebSocket(self, API_NAME)
        first.close()
        self.wait_for_end()
        second = WebSocket(self, API_NAME)
        second.receive(len(f'{API_NAME} /ws'))
        second.send(b'end')
        self.assertEqual(second.receive(1), b'')

    def test_a_target_that_does_not_switch_answers_as_to_a_request(self):
        self.origin.switches = False
        refused = WebSocket(self, API_NAME)
        answered = refused.status, refused.headers['x-from'], refused.receive(20)
        self.assertEqual(answered, (426, 'target', b'no upgrade'))

    def test_without_a_target_the_load_balancer_answers(self):
        self.origin.close()
        self.assertEqual(WebSocket(self, API_NAME).status, 502)

    def test_a_listener_and_a_behavior_decide_as_for_a_request(self):
        self.assertEqual(WebSocket(self, API_NAME, protocol='http').status, 404)  # the listener at port 80
        self.serve(AllowedMethods=['GET', 'HEAD'])
        self.assertEqual(WebSocket(self, SITE, protocol='http').status, 403)  # https-only

    def test_a_behavior_that_keeps_the_headers_of_the_handshake_back_breaks_it(self):
        policy = {'Name': 'none', 'CookiesConfig': {'CookieBehavior': 'none'}}
        policy['QueryStringsConfig'] = {'QueryStringBehavior': 'none'}
        policy['HeadersConfig'] = {'HeaderBehavior': 'none'}
        made = {'Type': 'AWS::CloudFront::OriginRequestPolicy', 'Properties': {'OriginRequestPolicyConfig': policy}}
        own = self.deploy({'Own': made}, {'Id': {'Ref': 'Own'}}, region=EDGE, name='Policies')['Id']
        self.serve(OriginRequestPolicyId=own)
        self.assertEqual(WebSocket(self, SITE).status, 426)
        self.assertIsNone(self.origin.asked[0].headers['Sec-WebSocket-Key'])

    def test_another_host_is_refused(self):
        self.assertEqual(WebSocket(self, 'none.elsewhere.example').status, 403)
