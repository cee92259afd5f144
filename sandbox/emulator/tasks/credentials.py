"""What ECS gives to a container beside its variables: the region, and credentials of the task role."""

import os
import secrets
from typing import Any

from ..shapes import Properties


def of(definition: Properties) -> dict[str, str]:
    """Variables with the endpoint and, where the task has a role, a session of it that IAM is asked about."""
    from ministack.core.responses import get_account_id, get_region
    from ministack.services import sts

    endpoint = f'http://127.0.0.1:{os.environ["GATEWAY_PORT"]}'
    variables = {'AWS_ENDPOINT_URL': endpoint, 'AWS_REGION': get_region()}
    role = definition.get('taskRoleArn')
    if not role:
        return variables
    name = role.rsplit('/', 1)[-1]
    session: dict[str, Any] = {'SecretAccessKey': secrets.token_hex(20), 'SessionToken': secrets.token_hex(32)}
    key = f'ASIA{secrets.token_hex(8).upper()}'
    arn = f'arn:aws:sts::{get_account_id()}:assumed-role/{name}/task'
    sts.register_session(key, {**session, 'Arn': arn, 'UserId': f'{name}:task'})
    return variables | {
        'AWS_ACCESS_KEY_ID': key,
        'AWS_SECRET_ACCESS_KEY': session['SecretAccessKey'],
        'AWS_SESSION_TOKEN': session['SessionToken'],
    }
