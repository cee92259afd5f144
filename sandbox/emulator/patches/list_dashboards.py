"""ListDashboards returns times as text in the JSON protocol, and newer clients cannot read the answer."""

import json
from typing import Any

from ..shapes import Response

NEEDS = {'ministack.services.cloudwatch': ('_dashboards', '_list_dashboards')}


def install() -> None:
    from ministack.services import cloudwatch

    native = cloudwatch._list_dashboards

    def listed(params: Any, cbor_data: Any, is_cbor: bool, is_json: bool = False) -> Response:
        status, headers, body = native(params, cbor_data, is_cbor, is_json)
        if is_json and status == 200:
            said = json.loads(body)
            for entry in said['DashboardEntries']:
                entry['LastModified'] = cloudwatch._dashboards[entry['DashboardName']]['LastModified']
            body = json.dumps(said).encode()
        return status, headers, body

    cloudwatch._list_dashboards = listed
