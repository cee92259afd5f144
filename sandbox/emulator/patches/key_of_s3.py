"""PutObject with aws:kms and without a key is refused, where AWS uses the key alias/aws/s3."""

from typing import Any

NEEDS = {'ministack.services.s3': ('_resolve_sse_write_headers', '_bucket_default_sse_headers')}

_ALGORITHM = 'x-amz-server-side-encryption'
_KEY = 'x-amz-server-side-encryption-aws-kms-key-id'


def install() -> None:
    from ministack.core.responses import get_account_id, get_region
    from ministack.services import s3

    native = s3._resolve_sse_write_headers

    def resolve(headers: dict[str, str], bucket: str) -> Any:
        if headers.get(_ALGORITHM) == 'aws:kms' and not headers.get(_KEY):
            own = f'arn:aws:kms:{get_region()}:{get_account_id()}:alias/aws/s3'
            key = s3._bucket_default_sse_headers(bucket).get(_KEY) or own
            headers = {**headers, _KEY: key}
        return native(headers, bucket)

    s3._resolve_sse_write_headers = resolve
