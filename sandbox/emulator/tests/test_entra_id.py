import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import urllib.request
from html import unescape

from emulator.tests.federated import HOST, Federated, claims
from emulator.tests.support import ACCOUNT, SANDBOX

TENANT, APPLICATION = '11111111-1111-1111-1111-111111111111', '22222222-2222-2222-2222-222222222222'
METADATA = f'https://login.microsoftonline.com/{TENANT}/federationmetadata/2007-06/federationmetadata.xml?appid='
MIA = {
    'objectId': 'oid-mia',
    'email': 'mia@builder.example',
    'givenName': 'Mia & "Co" <1>',
    'surname': 'Ω',
    'claims': {'company': ['builder']},
}


class TestEntraId(Federated):
    """sandbox/run/entra/: the stand-in of Entra ID signs, and the emulator reads its metadata from a URL."""

    entra: str
    folder = tempfile.mkdtemp()
    arguments = ('--account', ACCOUNT, '--saml-metadata', os.path.join(folder, 'metadata.json'))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        tenants = [{'tenant': TENANT, 'application': APPLICATION, 'users': {'mia': MIA}}]
        script = os.path.join(SANDBOX, 'run', 'entra-id.mjs')
        command = [shutil.which('node') or 'node', script, cls.arguments[-1], json.dumps(tenants)]
        stand_in = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(stand_in.communicate, timeout=10)
        cls.entra = (stand_in.stdout or io.StringIO()).readline().strip()

    def trust(self, application=APPLICATION, metadata=METADATA):
        self.open(ProviderDetails={'MetadataURL': f'{metadata}{application}', 'IDPSignout': False})

    def test_cm5_a_user_of_entra_id_signs_in(self):
        self.trust()
        status, location, _ = self.authorize()
        self.assertEqual((status, location.split('?')[0]), (302, f'{self.entra}/{TENANT}/saml2'))
        with urllib.request.urlopen(location, timeout=10) as answer:
            page = answer.read().decode()
        (action,) = re.findall(r'action="([^"]+)"', page)
        self.assertEqual(action, f'https://{HOST}/saml2/idpresponse')
        fields = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', page)}
        status, tokens = self.exchange(self.finish(fields['SAMLResponse'], fields['RelayState'])['code'])
        self.assertEqual(status, 200, tokens)
        told = claims(tokens['id_token'])
        self.assertEqual((told['cognito:username'], told['custom:tenant']), ('Entra_oid-mia', 'builder'))
        self.assertEqual((told['email'], told['name']), (MIA['email'], MIA['givenName']))

    def test_cm5_metadata_of_another_application_cannot_be_read(self):
        with self.assertRaisesRegex(AssertionError, 'cannot be read'):
            self.trust('33333333-3333-3333-3333-333333333333')

    def test_a_provider_of_another_host_is_a_record(self):
        self.trust(metadata='https://idp.example/metadata?')
        self.assertIn('nothing%20in%20the%20sandbox%20stands%20for', self.authorize()[1])
