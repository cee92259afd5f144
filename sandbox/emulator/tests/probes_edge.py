"""Probes of test_known_faults.py: CloudFront and load balancers."""

from emulator.tests.builders_edge import ALIAS, load_balancer, publish_site, site
from emulator.tests.support import Unpatched
from emulator.tests.web_socket import WebSocket


class EdgeProbes(Unpatched):
    def distribution_cache(self):
        made = site(ALIAS)
        del made['Policy']['Properties']['PolicyDocument']['Statement'][0]  # the TLS of a distribution is another fault
        domain = publish_site(self, made)
        published = self.view(domain)[0]
        self.client('s3').put_object(Bucket='bank-content', Key='index.html', Body=b'newer')
        return (published, self.view(domain)) == (200, (200, b'newer'))

    def web_sockets(self):
        self.deploy(load_balancer(), name='Door')
        [balancer] = self.client('elbv2').describe_load_balancers()['LoadBalancers']
        return WebSocket(self, balancer['DNSName'], protocol='http').status == 403  # the listener answers 404
