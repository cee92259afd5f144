"""Requests have no condition keys of ECS and ACM: one on their absence always holds, one on their presence never."""

import json
from typing import Any

from ..shapes import Properties

NEEDS = {'ministack.core.iam_actions': ('request_tag_context',)}


def install() -> None:
    from ministack.core import iam_actions

    native = iam_actions.request_tag_context

    def context(service: str, action: str, body: bytes, parameters: Any) -> Properties:
        keys = _KEYS.get(action)
        found = keys(json.loads(body)) if keys else {}
        present = {key: value for key, value in found.items() if value not in (None, [])}
        return {**native(service, action, body, parameters), **present}

    iam_actions.request_tag_context = context


def _of_update(asked: Properties) -> Properties:
    """https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html"""
    network = asked.get('networkConfiguration', {}).get('awsvpcConfiguration', {})
    connect = asked.get('serviceConnectConfiguration', {})
    flags = {
        'ecs:enable-ebs-volumes': True if asked.get('volumeConfigurations') else None,
        'ecs:enable-ecs-managed-tags': asked.get('enableECSManagedTags'),
        'ecs:enable-execute-command': asked.get('enableExecuteCommand'),
        'ecs:enable-service-connect': connect.get('enabled'),
        'ecs:enable-vpc-lattice': True if asked.get('vpcLatticeConfigurations') else None,
    }
    return {
        **{key: None if value is None else str(value).lower() for key, value in flags.items()},
        'ecs:auto-assign-public-ip': network.get('assignPublicIp'),
        'ecs:capacity-provider': [one['capacityProvider'] for one in asked.get('capacityProviderStrategy', [])],
        'ecs:namespace': connect.get('namespace'),
        'ecs:propagate-tags': asked.get('propagateTags'),
        'ecs:subnet': network.get('subnets'),
        'ecs:task-definition': asked.get('taskDefinition'),
    }


def _of_certificate(asked: Properties) -> Properties:
    """https://docs.aws.amazon.com/acm/latest/userguide/acm-conditions.html"""
    names = [asked['DomainName'], *asked.get('SubjectAlternativeNames', [])]
    return {'acm:domainnames': names, 'acm:validationmethod': asked.get('ValidationMethod')}


_KEYS = {'acm:RequestCertificate': _of_certificate, 'ecs:UpdateService': _of_update}
