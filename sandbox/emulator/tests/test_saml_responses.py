"""saml/: what a response has to be before the emulator believes it."""

import base64
import unittest

from emulator.saml import certificates, documents, metadata, responses
from emulator.saml.canonical import canonical
from emulator.saml.refusals import Refused
from emulator.tests.builders_saml import ENTITY, SAID, assertion, certificate, response, signature, signed
from emulator.tests.builders_saml import metadata as metadata_of
from emulator.user_pools import signing

EXPECTED = responses.Expected('urn:amazon:cognito:sp:pool', 'https://login.platform.example/saml2/idpresponse', '_q')
OTHERS = EXPECTED._replace(audience='urn:amazon:cognito:sp:other')


class TestSamlResponses(unittest.TestCase):
    provider: metadata.Metadata

    @classmethod
    def setUpClass(cls):
        cls.provider = metadata.metadata({'MetadataFile': metadata_of(certificate(signing.own_key().modulus))})

    def setUp(self):
        responses._seen.clear()

    def user(self, encoded):
        return responses.user(encoded, self.provider, EXPECTED)

    def refused(self, encoded, why):
        with self.assertRaisesRegex(Refused, why):
            self.user(encoded)

    def test_cm5_a_signed_assertion_names_its_user_and_claims(self):
        found = self.user(response(signed(assertion(EXPECTED)), EXPECTED))
        self.assertEqual(found.name, 'oid-1')
        self.assertEqual(found.claims['company'], 'builder')
        self.assertEqual(found.claims[[*SAID][2]], '[g-1,site+a%2Fb]')

    def test_cm5_a_signature_of_the_response_covers_its_assertion(self):
        # The whole document in canonical form: `signed` puts the signature after the issuer of the response.
        plain = base64.b64decode(response(assertion(EXPECTED), EXPECTED)).decode()
        covered = canonical(documents.parsed(plain.encode())).decode()
        whole = covered.replace('</Issuer>', f'</Issuer>{signature(covered, "_r")}', 1)
        self.assertEqual(self.user(base64.b64encode(whole.encode()).decode()).name, 'oid-1')

    def test_cm5_what_is_not_signed_or_was_changed_is_refused(self):
        good = signed(assertion(EXPECTED))
        self.refused(response(assertion(EXPECTED), EXPECTED), 'neither the response nor its assertion is signed')
        self.refused(response(good.replace('>builder<', '>victim<'), EXPECTED), 'not as it was signed')
        self.refused(response(good.replace('oid-1', 'oid-2'), EXPECTED), 'not as it was signed')
        self.refused(response(good.replace('<DigestValue>', '<DigestValue>AA'), EXPECTED), 'no base64|not as it was')
        other = assertion(EXPECTED, name='oid-2')
        swapped = signed(other).replace(signature(other), signature(assertion(EXPECTED)))
        self.refused(response(swapped, EXPECTED), 'not as it was signed')

    def test_cm5_a_signature_by_another_key_is_refused(self):
        stranger = metadata.metadata({'MetadataFile': metadata_of(certificate((1 << 2047) + 1))})
        with self.assertRaisesRegex(Refused, 'no certificate of the metadata fits'):
            responses.user(response(signed(assertion(EXPECTED)), EXPECTED), stranger, EXPECTED)

    def test_cm5_a_certificate_within_the_response_is_no_key(self):
        own = f'<KeyInfo><X509Data><X509Certificate>{certificate(3)}</X509Certificate></X509Data></KeyInfo></Signature>'
        forged = signed(assertion(EXPECTED)).replace('</Signature>', own)
        self.assertEqual(self.user(response(forged, EXPECTED)).name, 'oid-1')  # it changes nothing
        with self.assertRaisesRegex(Refused, 'must have 2048 bits'):
            certificates.certificate(certificate(3))

    def test_cm5_an_assertion_that_is_wrapped_around_or_put_beside_is_refused(self):
        good = signed(assertion(EXPECTED))
        evil = assertion(EXPECTED, name='admin', of='_evil')
        kept = good.replace(signature(assertion(EXPECTED)), '')
        inside = evil.replace('</Issuer>', f'</Issuer><Advice>{good}</Advice>', 1)
        holder = signature(assertion(EXPECTED)).replace('</Signature>', f'<Object>{kept}</Object></Signature>')
        for wrapped, why in (
            (evil + good, '2 elements Assertion'),
            (good + evil, '2 elements Assertion'),
            (inside, 'another Assertion than its own'),
            (evil.replace('</Issuer>', f'</Issuer>{holder}', 1), 'another Assertion than its own'),
            (f'<Extensions>{good}</Extensions>{evil}', 'another Assertion than its own'),
            (evil.replace('</Issuer>', f'</Issuer>{signature(evil, "_a")}', 1), 'not of the element that it is in'),
            (good.replace('<Conditions', '<Conditions ID="_a"'), 'there twice'),
            (good.replace('</Issuer>', f'</Issuer>{signature(assertion(EXPECTED))}', 1), 'more than one signature'),
        ):
            self.refused(response(wrapped, EXPECTED), why)

    def test_cm5_an_assertion_for_others_is_refused(self):
        for said, why in (
            (assertion(OTHERS), 'another audience'),
            (assertion(EXPECTED._replace(recipient='https://evil.example')), 'another recipient'),
            (assertion(EXPECTED._replace(request='_other')), 'answers another request'),
            (assertion(EXPECTED, issuer='https://sts.windows.net/other/'), 'another issuer'),
            (assertion(EXPECTED, method='sender-vouches'), 'not for its bearer'),
            (assertion(EXPECTED, begins=-600, ends=-1), 'has expired'),
            (assertion(EXPECTED, begins=30), 'not valid yet'),
            (assertion(EXPECTED, name=''), 'NameID is empty'),
        ):
            self.refused(response(signed(said), EXPECTED), why)
        good = signed(assertion(EXPECTED))
        self.refused(response(good, EXPECTED, status='Requester'), 'the provider answers')
        self.refused(response(good, EXPECTED._replace(request='_other')), 'answers another request')
        self.refused(response(good, EXPECTED._replace(recipient='https://evil.example')), 'another destination')
        self.refused(response(good, EXPECTED, issuer=f'{ENTITY}x'), 'another issuer')

    def test_cm5_weaker_signatures_are_refused(self):
        good = signed(assertion(EXPECTED))
        for weak in (
            good.replace('2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#rsa-sha1'),
            good.replace('2001/04/xmldsig-more#rsa-sha256', '2001/04/xmldsig-more#hmac-sha256'),
            good.replace('2001/04/xmlenc#sha256', '2000/09/xmldsig#sha1'),
            good.replace('enveloped-signature', 'xslt'),
            good.replace('xml-exc-c14n#', 'xml-exc-c14n#WithComments'),
        ):
            self.assertNotEqual(weak, good)
            self.refused(response(weak, EXPECTED), 'must be RSA with SHA-256 over exclusive canonical XML')

    def test_cm5_what_is_no_response_is_refused(self):
        good = signed(assertion(EXPECTED))
        self.refused('not base64', 'is no base64')
        self.refused(base64.b64encode(good.encode()).decode(), 'is a Assertion, but must be a Response')
        said = assertion(EXPECTED)
        twice = said.replace('</AttributeStatement>', '<Attribute Name="company"></Attribute></AttributeStatement>')
        when = said[said.index('NotOnOrAfter="') :][:39]
        for wrong, why in (
            (twice, 'company is there twice'),
            (said.replace('oid-1', '<b>oid</b>-1'), 'must have text alone'),
            (said.replace(when, 'NotOnOrAfter="later"'), 'later is no time'),
            (said.replace(when, 'NotOnOrAfter="2999-01-01T00:00:00"'), 'has no time zone'),
        ):
            self.refused(response(signed(wrong), EXPECTED), why)

    def test_cm5_an_assertion_is_good_once(self):
        good = response(signed(assertion(EXPECTED)), EXPECTED)
        self.user(good)
        self.refused(good, 'used before')

    def test_cm5_a_comment_within_a_name_cuts_nothing_off(self):
        covered = assertion(EXPECTED, name='admin.evil')
        commented = signed(covered).replace('admin.evil', 'admin<!-- -->.evil')
        self.assertEqual(self.user(response(commented, EXPECTED)).name, 'admin.evil')

    def test_documents_with_declarations_of_their_own_are_refused(self):
        for text in (
            '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            '<?x y?><a/>',
            '<a',
            '<a:b/>',
            '<a xmlns:b="u" xmlns:c="u" b:d="1" c:d="2"/>',
            '<a xmlns:xml="u"/>',
            '<a:b:c xmlns:a="u"/>',
            f'<a>{" " * 300_000}</a>',
            f'{"<a>" * 99}{"</a>" * 99}',
        ):
            with self.subTest(text), self.assertRaises(Refused):
                documents.parsed(text.encode())

    def test_a_canonical_element_declares_what_it_uses(self):
        text = (
            '<a xmlns="u" xmlns:p="v" xmlns:q="w"><b z="1" p:y="&#10;&quot;" x=\'<\'>&amp;&gt;<!-- c --><q:c xmlns=""'
            ' xml:lang="en"><d/></q:c></b></a>'.replace("'<'", "'&lt;'")
        )
        (inner,) = documents.parsed(text.encode()).elements()
        self.assertEqual(
            canonical(inner).decode(),
            '<b xmlns="u" xmlns:p="v" x="&lt;" z="1" p:y="&#xA;&quot;">&amp;&gt;'
            '<q:c xmlns:q="w" xml:lang="en"><d xmlns=""></d></q:c></b>',
        )

    def test_metadata_without_what_a_sign_in_needs_are_refused(self):
        whole = metadata_of(certificate(signing.own_key().modulus))
        for wrong, why in (
            (whole.replace('EntityDescriptor', 'Entities'), 'no EntityDescriptor'),
            (whole.replace('HTTP-Redirect', 'HTTP-POST'), 'no sign-on'),
            (whole.replace('use="signing"', 'use="encryption"'), 'no certificate'),
            (whole.replace('<X509Certificate>', '<X509Certificate>AAAA'), 'is none for RSA'),
            (metadata_of(certificate(signing.own_key().modulus, '200101000000Z')), 'has expired'),
        ):
            with self.subTest(why), self.assertRaisesRegex(Refused, why):
                metadata.metadata({'MetadataFile': wrong})
