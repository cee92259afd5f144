import functools
from typing import Any

from emulator.tests.builders import service
from emulator.tests.builders_iam import allow, code, session
from emulator.tests.support import ACCOUNT, Deployed

KEYS: dict[str, dict[str, Any]] = {
    'ecs:auto-assign-public-ip': {
        'networkConfiguration': {'awsvpcConfiguration': {'subnets': [], 'assignPublicIp': 'DISABLED'}}
    },
    'ecs:capacity-provider': {'capacityProviderStrategy': [{'capacityProvider': 'FARGATE'}]},
    'ecs:enable-ecs-managed-tags': {'enableECSManagedTags': False},
    'ecs:enable-execute-command': {'enableExecuteCommand': False},
    'ecs:enable-service-connect': {'serviceConnectConfiguration': {'enabled': False}},
    'ecs:enable-vpc-lattice': {'vpcLatticeConfigurations': [{'roleArn': 'x', 'targetGroupArn': 'x', 'portName': 'x'}]},
    'ecs:namespace': {'serviceConnectConfiguration': {'enabled': True, 'namespace': 'bank'}},
    'ecs:propagate-tags': {'propagateTags': 'NONE'},
    'ecs:subnet': {'networkConfiguration': {'awsvpcConfiguration': {'subnets': ['subnet-1']}}},
    'ecs:task-definition': {'taskDefinition': 'api'},
}


class TestRequestKeys(Deployed):
    """patches/request_keys.py: the condition keys of a request."""

    arguments = ('--account', ACCOUNT)

    def test_an_update_of_a_service_has_the_keys_of_what_it_changes(self):
        self.deploy(service())
        for number, (key, change) in enumerate(KEYS.items()):
            policy = allow('ecs:UpdateService', Null={key: 'true'})
            ecs = session(self, 'ecs', f'rolls-{number}', policy)
            roll = functools.partial(code, ecs.update_service, cluster='bank', service='api')
            self.assertEqual(roll(forceNewDeployment=True), 'allowed', key)
            self.assertEqual(roll(**change), 'AccessDeniedException', key)

    def test_a_certificate_has_its_names_and_its_validation(self):
        names = {'ForAllValues:StringEquals': {'acm:DomainNames': ['api.bank.example', 'app.bank.example']}}
        both = {'Null': {'acm:DomainNames': 'false'}, 'StringEquals': {'acm:ValidationMethod': 'DNS'}}
        acm = session(self, 'acm', 'certifies', allow('acm:RequestCertificate', **names, **both))

        def request(method, name, *others):
            more = {'SubjectAlternativeNames': list(others)} if others else {}
            return code(acm.request_certificate, DomainName=name, ValidationMethod=method, **more)

        self.assertEqual(request('DNS', 'api.bank.example'), 'allowed')
        self.assertEqual(request('DNS', 'api.bank.example', 'app.bank.example'), 'allowed')
        self.assertEqual(request('DNS', 'www.bank.example'), 'AccessDeniedException')
        self.assertEqual(request('DNS', 'api.bank.example', 'www.bank.example'), 'AccessDeniedException')
        self.assertEqual(request('EMAIL', 'api.bank.example'), 'AccessDeniedException')
