"""Without AUTH=true no request counts as TLS, so a distribution is denied by each bucket that wants TLS."""

NEEDS = {
    'ministack.core.iam_evaluator': ('pin_request_origin',),
    'ministack.core.responses': ('get_request_client_ip',),
    'ministack.services.cloudfront': ('handle_viewer_request',),
}


def install():
    from ministack.core import iam_evaluator, responses
    from ministack.services import cloudfront

    native = cloudfront.handle_viewer_request

    async def handle_viewer_request(distribution, method, path, raw_path, raw_query, headers, *rest):
        # A distribution asks S3 in the protocol that its viewer used.
        tls = headers.get('x-forwarded-proto', '').split(',')[0].strip().lower() == 'https'
        iam_evaluator.pin_request_origin(responses.get_request_client_ip(), tls)
        return await native(distribution, method, path, raw_path, raw_query, headers, *rest)

    cloudfront.handle_viewer_request = handle_viewer_request
