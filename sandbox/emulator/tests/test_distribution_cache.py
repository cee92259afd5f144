import http.client
import time

from emulator.tests.builders_edge import (
    BY_ORIGIN,
    DISABLED,
    OPTIMIZED,
    PAGE,
    behind_vpc_origin,
    cache_policy,
    forward_to,
    publish_site,
    site,
    vpc_origin,
)
from emulator.tests.origin_server import OriginServer
from emulator.tests.support import EDGE, Deployed

ACME, OTHER = 'acme.bank.example', 'other.bank.example'
HIT, MISS, ERROR = (f'{result} from cloudfront' for result in ('Hit', 'Miss', 'Error'))
OWN = {'Ref': 'Policy'}


class TestDistributionCache(Deployed):
    """patches/distribution_cache.py: what a distribution keeps of an API behind a VPC origin, and for which viewer."""

    arguments = ('--account', '982233224911')

    def setUp(self):
        self.status, self.headers = 200, {}
        self.origin = OriginServer(self.answer)
        self.addCleanup(self.origin.close)
        self.door = vpc_origin(forward_to(self, self.origin.port))

    def answer(self, request):
        body = f'{request.headers["Host"]} {request.path} {len(self.origin.asked)}'
        return self.status, self.headers, body.encode()

    def template(self, policy=OWN, errors=None, methods=('GET', 'HEAD'), **own):
        made = behind_vpc_origin({'Fn::GetAtt': ['Origin', 'Id']}, '*.bank.example')
        config = made['Site']['Properties']['DistributionConfig']
        allowed = {'AllowedMethods': ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE']}
        config['DefaultCacheBehavior'].update(CachePolicyId=policy, CachedMethods=list(methods), **allowed)
        if errors:
            config['CustomErrorResponses'] = errors
        return {**made, 'Origin': self.door, 'Policy': cache_policy(**own)}

    def serve(self, *given, update=False, **own):
        made = self.template(*given, **own)
        self.site = self.deploy(made, {'Id': {'Ref': 'Site'}}, region=EDGE, name='Site', update=update)['Id']

    def ask(self, host, path='/api/me', method='GET', **headers):
        """The result of the cache, and the status and body."""
        connection = http.client.HTTPConnection(self.url.removeprefix('http://'), timeout=10)
        self.addCleanup(connection.close)
        sent = {name.replace('_', '-'): value for name, value in headers.items()}
        connection.request(method, path, headers={'Host': host, 'X-Forwarded-Proto': 'https', **sent})
        answer = connection.getresponse()
        self.age = answer.headers['Age']
        return answer.headers['X-Cache'], answer.status, answer.read().decode()

    def results(self, *asked):
        return [self.ask(*one)[0] for one in asked]

    def test_a_policy_without_the_host_gives_a_tenant_the_answer_of_another(self):
        self.serve()
        self.assertEqual(self.ask(ACME), (MISS, 200, f'{ACME} /api/me 1'))
        self.assertEqual(self.ask(OTHER), (HIT, 200, f'{ACME} /api/me 1'))
        self.assertEqual((self.age.isdigit(), len(self.origin.asked)), (True, 1))

    def test_with_the_host_in_its_key_each_tenant_has_its_own(self):
        self.serve(Headers=['Host'])
        self.assertEqual(self.results([ACME], [OTHER], [ACME], [OTHER]), [MISS, MISS, HIT, HIT])
        self.assertEqual(self.ask(OTHER)[2], f'{OTHER} /api/me 2')

    def test_a_disabled_cache_keeps_nothing_of_an_api_its_errors_neither(self):
        self.headers = {'Cache-Control': 'max-age=60'}
        self.serve(DISABLED)  # the policy of StaticSpaSite.addApi
        for self.status, result in ((200, MISS), (404, ERROR), (500, ERROR)):
            self.assertEqual(self.results([ACME], [ACME], [OTHER]), [result] * 3)
        self.assertEqual(self.ask(OTHER)[2], f'{OTHER} /api/me 10')

    def test_an_error_is_kept_for_its_own_time(self):
        self.serve(errors=[{'ErrorCode': code, 'ErrorCachingMinTTL': 0} for code in (404, 503)])
        for self.status in (404, 503, 403):  # 403 only with max-age
            self.assertEqual(self.results([ACME], [ACME]), [ERROR, ERROR])
        self.assertEqual(len(self.origin.asked), 6)
        self.status = 500
        self.results([ACME], [ACME])
        self.assertEqual(len(self.origin.asked), 7)

    def test_an_error_that_must_not_be_stored_is_not(self):
        self.serve()
        self.status, self.headers = 404, {'Cache-Control': 'no-store'}
        self.results([ACME], [ACME])
        self.assertEqual(len(self.origin.asked), 2)
        self.status = 500  # kept whatever the origin says
        self.results([ACME], [ACME])
        self.assertEqual(len(self.origin.asked), 3)

    def test_an_origin_says_how_long_within_the_limits_of_the_policy(self):
        self.serve(minimum=0, default=0, maximum=600)
        for path, control, kept in (
            ('/none', {}, False),
            ('/age', {'Cache-Control': 'public, max-age=60'}, True),
            ('/shared', {'Cache-Control': 'max-age=60, s-maxage=0'}, False),
            ('/private', {'Cache-Control': 'private, max-age=60'}, False),
            ('/no-store', {'Cache-Control': 'no-store'}, False),
            ('/expires', {'Expires': 'Thu, 01 Jan 2099 00:00:00 GMT'}, True),
            ('/expired', {'Expires': '0'}, False),
            ('/varies', {'Cache-Control': 'max-age=60', 'Vary': '*'}, False),
            ('/cookie', {'Cache-Control': 'max-age=60', 'Vary': 'Cookie'}, True),
        ):
            self.headers = control
            self.assertEqual(self.results([ACME, path], [ACME, path])[1], HIT if kept else MISS, path)

    def test_a_minimum_holds_against_no_store(self):
        self.headers = {'Cache-Control': 'no-store'}
        self.serve(minimum=2, default=2)
        self.assertEqual(self.results([ACME], [ACME]), [MISS, HIT])
        time.sleep(2.1)
        self.assertEqual(self.results([ACME]), [MISS])

    def test_an_expired_object_is_validated_and_serves_while_its_origin_fails(self):
        self.headers = {'Cache-Control': 'max-age=1', 'ETag': '"one"'}
        self.serve()
        first = self.ask(ACME)
        time.sleep(1.1)
        self.status = 304
        self.assertEqual(self.ask(ACME), ('RefreshHit from cloudfront', *first[1:]))
        self.assertEqual(self.origin.asked[-1].headers['If-None-Match'], '"one"')
        time.sleep(1.1)
        self.status = 503
        self.assertEqual(self.ask(ACME), (HIT, *first[1:]))

    def test_a_viewer_that_has_the_object_gets_304(self):
        self.headers = {'ETag': '"one"'}
        self.serve()
        self.ask(ACME)
        self.assertEqual(self.ask(ACME, If_None_Match='W/"one"'), (HIT, 304, ''))
        self.assertEqual(self.ask(ACME, If_None_Match='"two"')[:2], (HIT, 200))

    def test_what_the_policy_names_is_in_the_key(self):
        self.serve(QueryStrings=['page'], Cookies=['tenant'], Headers=['Accept-Language'])
        self.ask(ACME, '/list?page=1&tracking=a', Cookie='tenant=1; other=1', Accept_Language='de')
        for expected, path, cookie, language in (
            (HIT, '/list?tracking=b&page=1', 'other=2; tenant=1', 'de'),
            (MISS, '/list?page=2', 'tenant=1', 'de'),
            (MISS, '/list?page=1', 'tenant=2', 'de'),
            (MISS, '/list?page=1', 'tenant=1', 'en'),
            (MISS, '/List?page=1', 'tenant=1', 'de'),
        ):
            with self.subTest(path=path, cookie=cookie, language=language):
                self.assertEqual(self.ask(ACME, path, Cookie=cookie, Accept_Language=language)[0], expected)

    def test_only_get_and_head_are_cached_and_options_when_it_says_so(self):
        self.serve(methods=('GET', 'HEAD', 'OPTIONS'))
        methods = ('POST', 'POST', 'GET', 'HEAD', 'OPTIONS', 'OPTIONS')
        found = [self.ask(ACME, '/api/me', method)[0] for method in methods]
        self.assertEqual(found, [MISS, MISS, MISS, HIT, MISS, HIT])
        self.assertEqual(self.ask(ACME, '/api/me', Range='bytes=0-1')[0], MISS)

    def test_an_invalidation_removes_what_its_paths_name(self):
        self.serve(QueryStrings=['page'])
        paths = ('/a/1', '/a/2?page=1', '/b')
        for invalid, expected in (
            ('/*', [MISS, MISS, MISS]),
            ('/a/*', [MISS, MISS, HIT]),
            ('/a/2', [HIT, HIT, HIT]),
            ('/a/2*', [HIT, MISS, HIT]),
            ('/b', [HIT, HIT, MISS]),
        ):
            self.results(*([ACME, path] for path in paths))
            batch = {'Paths': {'Quantity': 1, 'Items': [invalid]}, 'CallerReference': invalid}
            self.client('cloudfront').create_invalidation(DistributionId=self.site, InvalidationBatch=batch)
            self.assertEqual(self.results(*([ACME, path] for path in paths)), expected, invalid)

    def test_an_update_keeps_the_cache_and_another_policy_decides_anew(self):
        self.serve(default=60)
        self.ask(ACME)
        self.serve(default=61, update=True)
        self.assertEqual(self.ask(ACME)[0], HIT)
        self.serve(BY_ORIGIN, update=True)
        self.assertEqual(self.results([ACME], [ACME]), [MISS, MISS])
        self.serve(DISABLED, update=True)
        self.assertEqual(self.ask(ACME)[0], MISS)

    def test_a_function_comes_before_the_lookup_and_its_uri_is_the_key(self):
        code = 'function handler(event) { event.request.uri = "/one"; return event.request; }'
        config = {'Comment': 'one', 'Runtime': 'cloudfront-js-2.0'}
        function = {'Name': 'one', 'AutoPublish': True, 'FunctionCode': code, 'FunctionConfig': config}
        made = self.template()
        made['Function'] = {'Type': 'AWS::CloudFront::Function', 'Properties': function}
        made['Site']['Properties']['DistributionConfig']['DefaultCacheBehavior']['FunctionAssociations'] = [
            {'EventType': 'viewer-request', 'FunctionARN': {'Fn::GetAtt': ['Function', 'FunctionARN']}}
        ]
        self.deploy(made, region=EDGE, name='Site')
        self.assertEqual(self.results([ACME, '/a'], [ACME, '/b']), [MISS, HIT])
        self.assertEqual(self.origin.asked[0].path, '/one')

    def test_a_custom_page_is_kept_with_its_error(self):
        page = {'ResponsePagePath': '/page', 'ResponseCode': 200}
        self.serve(errors=[{'ErrorCode': 404, **page}])
        self.origin.answer = lambda request: (200 if request.path == '/page' else 404, {}, request.path.encode())
        self.assertEqual([self.ask(ACME, '/gone') for _ in range(2)], [(ERROR, 200, '/page')] * 2)
        self.assertEqual([one.path for one in self.origin.asked], ['/gone', '/page'])

    def test_files_of_a_bucket_are_cached_for_all_hosts(self):
        made = site('*.site.example')
        made['Site']['Properties']['DistributionConfig']['DefaultCacheBehavior']['CachePolicyId'] = OPTIMIZED
        publish_site(self, made)
        asked = [self.ask(host, '/') for host in ('a.site.example', 'b.site.example')]
        self.assertEqual(asked, [(MISS, 200, PAGE.decode()), (HIT, 200, PAGE.decode())])
