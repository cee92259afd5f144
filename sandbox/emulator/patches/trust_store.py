"""A custom domain name with mutual TLS is created without its trust store, which API Gateway reads from S3."""

from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from ..calls import client
from ..shapes import Created, Properties

NEEDS = {'ministack.services.cloudformation.provisioners': ('_RESOURCE_HANDLERS',)}

_TYPE = 'AWS::ApiGateway::DomainName'


def install() -> set[str]:
    from ministack.services.cloudformation import provisioners

    handlers = provisioners._RESOURCE_HANDLERS[_TYPE]
    create, update = _checked(handlers['create'], 1), _checked(handlers['update'], 2)
    provisioners._RESOURCE_HANDLERS[_TYPE] = {**handlers, 'create': create, 'update': update}
    return {_TYPE}


def _checked(handle: Callable[..., Created], position: int) -> Callable[..., Created]:
    def handler(*given: Any) -> Created:
        _check(given[position].get('MutualTlsAuthentication') or {})
        return handle(*given)

    return handler


def _check(mutual: Properties) -> None:
    if not mutual.get('TruststoreUri'):
        return
    bucket, _, key = mutual['TruststoreUri'].removeprefix('s3://').partition('/')
    version = {'VersionId': mutual['TruststoreVersion']} if mutual.get('TruststoreVersion') else {}
    try:
        client('s3').head_object(Bucket=bucket, Key=key, **version)
    except ClientError as missing:
        raise ValueError(f'The trust store {mutual["TruststoreUri"]} could not be read: {missing}') from None
