import json
import shutil
import ssl
import subprocess
import tempfile
from pathlib import Path

from emulator.tests.builders_edge import API_NAME, forward_to
from emulator.tests.origin_server import OriginServer
from emulator.tests.support import SANDBOX, Deployed
from emulator.tests.web_socket import WebSocket

CERTIFICATE = """
import { certificate, dnsName } from './run/kernel/certificate.mjs';
console.log(JSON.stringify(await certificate('task', [dnsName('task')])));
"""


def tls_of_server(folder):
    node = shutil.which('node')
    assert node
    asked = [node, '--input-type=module', '-e', CERTIFICATE]
    made = json.loads(subprocess.run(asked, cwd=SANDBOX, check=True, capture_output=True, text=True, timeout=60).stdout)
    for part in ('cert', 'key'):
        Path(folder, part).write_text(made[part], encoding='utf-8')
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(folder, 'cert'), Path(folder, 'key'))
    return context


def answer(request):
    return 200, {}, f'{request.command} {request.path}'.encode()


class TestTlsTargets(Deployed):
    """tasks/tls_targets.py: a load balancer speaks TLS to targets of an HTTPS group, and verifies nothing."""

    arguments = ('--account', '982233224911')
    tls: ssl.SSLContext

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tls = tls_of_server(cls.enterClassContext(tempfile.TemporaryDirectory()))

    def served(self, tls, protocol='HTTPS'):
        origin = OriginServer(answer, tls)
        self.addCleanup(origin.close)
        forward_to(self, origin.port, protocol)

    def test_a_request_and_its_body_reach_a_target_with_tls(self):
        self.served(self.tls)
        for path in ('/v1/health', '/v1/contacts?a=b'):
            self.assertEqual(self.see(API_NAME, 'https', path), (200, f'GET {path}'.encode()))

    def test_a_target_without_tls_is_a_bad_gateway(self):
        self.served(None)
        self.assertEqual(self.see(API_NAME, 'https')[0], 502)

    def test_an_http_group_has_no_tls(self):
        self.served(self.tls, 'HTTP')
        self.assertEqual(self.see(API_NAME, 'https')[0], 502)

    def test_a_web_socket_reaches_a_target_with_tls(self):
        self.served(self.tls)
        opened = WebSocket(self, API_NAME, '/ws')
        self.assertEqual(opened.status, 101)
        greeting = f'{API_NAME} /ws'.encode()
        self.assertEqual(opened.receive(len(greeting)), greeting)
