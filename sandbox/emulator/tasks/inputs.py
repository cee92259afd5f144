"""What ECS fetches before it starts a container: the image, secrets and parameters."""

import json
from typing import NamedTuple

from ..shapes import Properties
from . import programs

_NONE = 'ResourceInitializationError: unable to pull secrets or registry auth:'
_ASM = f'{_NONE} execution resource retrieval failed: unable to retrieve secret from asm'
_SSM = f'{_NONE} unable to retrieve secrets from ssm'


class Unable(Exception):
    """Why a task cannot start: its `stoppedReason`.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
    """


class Pulled(NamedTuple):
    digest: str
    annotations: dict[str, str]


def pull(uri: str, resolved: str | None) -> Pulled:
    """The image in ECR: by the digest that the deployment resolved, else by the digest or tag of its URI."""
    from ministack.core.responses import request_scope
    from ministack.services import ecr

    parts = programs.image(uri)
    assert parts is not None
    digest = resolved or parts.digest
    with request_scope(parts.account, parts.region):
        if parts.repository not in ecr._repositories:
            raise Unable(f'CannotPullContainerError: failed to resolve ref {uri}: repository does not exist')
        for image in ecr._images[parts.repository]:
            tagged = (parts.tag or 'latest') in image.get('imageTags', [])
            if image['imageDigest'] == digest if digest else tagged:
                return Pulled(image['imageDigest'], _annotations(image.get('imageManifest', '')))
    raise Unable(f'CannotPullContainerError: pull image manifest has failed: failed to resolve ref {uri}: not found')


def _annotations(manifest: str) -> dict[str, str]:
    try:
        return dict(json.loads(manifest).get('annotations') or {})
    except (ValueError, AttributeError, TypeError):
        return {}


def of_image(annotations: dict[str, str]) -> dict[str, str]:
    """The variables of an image, as `ENV` of a Dockerfile: its annotations `env.NAME`."""
    return {name.removeprefix('env.'): value for name, value in annotations.items() if name.startswith('env.')}


def environment(container: Properties) -> dict[str, str]:
    """The variables of a container, and its secrets resolved by their `valueFrom`."""
    variables = {one['name']: one['value'] for one in container.get('environment') or []}
    return variables | {one['name']: _value(one['valueFrom']) for one in container.get('secrets') or []}


def _value(reference: str) -> str:
    from ministack.services import secretsmanager, ssm

    parts = reference.split(':')
    if parts[0] != 'arn' or parts[2] == 'ssm':
        value = ssm.resolve_parameter_value(reference, decrypt=True)
        if value is None:
            raise Unable(f'{_SSM}: invalid ssm parameters: {reference}')
        return str(value)
    secret = ':'.join(parts[:7])
    key, stage, version = (*parts[7:], '', '', '')[:3]
    value = secretsmanager.resolve_secret_string(secret, stage or 'AWSCURRENT', version or None)
    if value is None:
        label = version or stage or 'AWSCURRENT'
        raise Unable(
            f'{_ASM}: failed to fetch secret {secret} from secrets manager: '
            "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: "
            f'{label}'
        )
    return _part(secret, value, key) if key else value


def _part(secret: str, value: str, key: str) -> str:
    try:
        found = json.loads(value)[key]
    except (ValueError, KeyError, TypeError):
        raise Unable(
            f'{_ASM}: retrieved secret from Secrets Manager did not contain json key {key} ({secret})'
        ) from None
    return found if isinstance(found, str) else json.dumps(found)
