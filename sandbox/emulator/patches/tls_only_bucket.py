"""Without AUTH=true no request counts as TLS, and a bucket that requires TLS denies its distribution."""

from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.core.iam_evaluator': ('pin_request_origin',),
    'ministack.core.responses': ('get_request_client_ip',),
    'ministack.services.cloudfront': ('handle_viewer_request',),
}


def install() -> None:
    from ministack.core import iam_evaluator, responses
    from ministack.services import cloudfront

    native = cloudfront.handle_viewer_request

    async def handle_viewer_request(
        distribution: Properties,
        method: str,
        path: str,
        raw_path: str,
        raw_query: str,
        headers: dict[str, str],
        *rest: Any,
    ) -> Any:
        # CloudFront requests from S3 with the protocol of the viewer.
        tls = headers.get('x-forwarded-proto', '').split(',')[0].strip().lower() == 'https'
        iam_evaluator.pin_request_origin(responses.get_request_client_ip(), tls)
        return await native(distribution, method, path, raw_path, raw_query, headers, *rest)

    cloudfront.handle_viewer_request = handle_viewer_request
