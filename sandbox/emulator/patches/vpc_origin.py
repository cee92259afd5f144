"""A distribution does not reach the load balancer of a VPC origin."""

from typing import Any

from ..shapes import Properties

NEEDS = {
    'ministack.services.alb': ('_lbs', 'dispatch_request'),
    'ministack.services.cloudfront': (
        '_collect_streaming_body',
        '_dataplane_origin',
        '_fetch_from_alb_origin',
        '_origin_request_headers',
        '_registered_alb',
        '_vpc_origins',
        'OriginUnreachable',
    ),
}


def install() -> None:
    from urllib.parse import parse_qs

    from ministack.core.responses import StreamingResponse, get_account_id, set_request_region
    from ministack.services import alb, cloudfront

    origin_of, balancer_by_name = cloudfront._dataplane_origin, cloudfront._registered_alb
    fetch = cloudfront._fetch_from_alb_origin

    def with_vpc_origin(element: Any) -> Properties:
        config = cloudfront._find(element, 'VpcOriginConfig')
        known = cloudfront._text(config, 'VpcOriginId') if config is not None else None
        return {**origin_of(element), 'vpc_origin': known}

    def balancer_of(origin: Properties) -> Any:
        if not origin.get('vpc_origin'):
            return balancer_by_name(origin)
        arn = cloudfront._vpc_origins[origin['vpc_origin']]['VpcOriginEndpointConfig']['Arn']
        region = arn.split(':')[3]
        set_request_region(region)  # its listeners and rules are those of its region
        balancer = alb._lbs.get_scoped(get_account_id(), region, arn)
        if balancer is None:
            raise cloudfront.OriginUnreachable(f'no load balancer {arn}')
        return dict(balancer)

    async def fetch_from(
        balancer: Properties,
        origin: Properties,
        method: str,
        uri: str,
        query: str,
        headers: dict[str, str],
        body: bytes,
        *rest: Any,
    ) -> Any:
        if not origin.get('vpc_origin'):
            return await fetch(balancer, origin, method, uri, query, headers, body, *rest)
        _, client, forwarded = rest
        asked = cloudfront._origin_request_headers(origin, headers, client, forwarded)
        # TLS ends in front of the emulator: what CloudFront opens to the load balancer is HTTPS.
        named = {**{name.lower(): value for name, value in asked.items()}, 'x-forwarded-proto': 'https'}
        values = parse_qs(query, keep_blank_values=True)
        status, answered, data = await alb.dispatch_request(
            balancer, method, uri, named, body or b'', values, 443, client_ip=client, raw_query_string=query
        )
        if isinstance(data, StreamingResponse):
            data = await cloudfront._collect_streaming_body(data, 60)
        pairs = [(name, it) for name, of in answered.items() for it in (of if isinstance(of, list) else [of])]
        return status, '', pairs, data

    cloudfront._dataplane_origin = with_vpc_origin
    cloudfront._registered_alb = balancer_of
    cloudfront._fetch_from_alb_origin = fetch_from
