"""A distribution answers to `<label>.cloudfront.net` only, not to its aliases."""

NEEDS = {
    'ministack.app': ('_get_module', '_parse_cloudfront_dataplane_host'),
    'ministack.services.cloudfront': ('_distributions', '_get_distribution_aliases'),
}


def install() -> None:
    from ministack import app
    from ministack.services import cloudfront

    native = app._parse_cloudfront_dataplane_host

    def parse(host: str) -> str | None:
        label = native(host)
        if label is not None:
            return label
        name = host.split(':')[0].lower()
        for distribution in cloudfront._distributions.values():
            if any(_is(name, alias.lower()) for alias in cloudfront._get_distribution_aliases(distribution)):
                return distribution['DomainName'].split('.')[0].lower()
        return None

    app._parse_cloudfront_dataplane_host = parse


def _is(name: str, alias: str) -> bool:
    if alias.startswith('*.'):
        return name.partition('.')[2] == alias[2:]
    return name == alias
