"""A state has no aws-sdk:s3:getObject: adds it, with the text of the object as Body.

https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: the output of a state has 256 KiB
"""

import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.app': ('SERVICE_HANDLERS', 'call_service_handler_sync'),
    'ministack.services.stepfunctions': ('_ExecutionError', '_dispatch_aws_sdk_rest_xml'),
}

_LARGEST = 256 * 1024
_RESOURCE = 'arn:aws:states:::aws-sdk:s3:getObject'
_MODELED = ('InvalidObjectState', 'NoSuchBucket', 'NoSuchKey')  # the exceptions that the model of the operation has
_TEXTS = {
    'accept-ranges': 'AcceptRanges',
    'content-encoding': 'ContentEncoding',
    'content-type': 'ContentType',
    'etag': 'ETag',
    'x-amz-server-side-encryption': 'ServerSideEncryption',
    'x-amz-version-id': 'VersionId',
}


def install() -> None:
    from ministack import app
    from ministack.services import stepfunctions

    native = stepfunctions._dispatch_aws_sdk_rest_xml

    def dispatch(info: Properties, service: str, action: str, given: Properties) -> Any:
        if (service, action) != ('s3', 'getObject'):
            return native(info, service, action, given)
        for name in ('Bucket', 'Key'):
            if not isinstance(given.get(name), str):
                raise stepfunctions._ExecutionError('States.Runtime', f'The field {name} is required.')
        query = {'versionId': given['VersionId']} if 'VersionId' in given else {}
        asked = {'if-match': given['IfMatch']} if 'IfMatch' in given else {}
        headers = {'host': 's3.amazonaws.com', 'authorization': 'AWS4-HMAC-SHA256 Credential=test', **asked}
        path = f'/{given["Bucket"]}/{given["Key"]}'
        handler = app.SERVICE_HANDLERS['s3']
        status, answered, body = app.call_service_handler_sync(handler, 'GET', path, headers, b'', query)
        if status >= 300:
            raise stepfunctions._ExecutionError(*_refused(status, body))
        read = _read({name.lower(): value for name, value in answered.items()}, body)
        if len(json.dumps(read, ensure_ascii=False).encode()) > _LARGEST:
            cause = f"The state/task '{_RESOURCE}' returned a result with a size exceeding the maximum number of bytes"
            raise stepfunctions._ExecutionError('States.DataLimitExceeded', f'{cause} service limit.')
        return read

    stepfunctions._dispatch_aws_sdk_rest_xml = dispatch


def _refused(status: int, body: bytes) -> tuple[str, str]:
    found = {one.tag.rpartition('}')[2]: one.text or '' for one in ET.fromstring(body)} if body else {}
    code = found.get('Code', '')
    request = found.get('RequestId', 'null')
    error = f'S3.{code}Exception' if code in _MODELED else 'S3.S3Exception'
    return error, f'{found.get("Message", "null")} (Service: S3, Status Code: {status}, Request ID: {request})'


def _read(headers: dict[str, str], body: bytes) -> Properties:
    read: Properties = {field: headers[name] for name, field in _TEXTS.items() if name in headers}
    modified = parsedate_to_datetime(headers['last-modified']) if 'last-modified' in headers else datetime.now(UTC)
    return {
        **read,
        'Body': body.decode('utf-8', 'replace'),
        'ContentLength': len(body),
        'LastModified': modified.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%SZ'),
        'Metadata': {
            name.removeprefix('x-amz-meta-'): value for name, value in headers.items() if name.startswith('x-amz-meta-')
        },
    }
