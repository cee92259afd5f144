"""Probes of test_known_faults.py: CloudFront and load balancers."""

from emulator.tests.builders_edge import ALIAS, forward_to, load_balancer, publish_site, site
from emulator.tests.origin_server import OriginServer
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

    def tls_targets(self):
        origin = OriginServer(lambda request: (200, {}, b'without TLS'))
        self.addCleanup(origin.close)
        forward_to(self, origin.port, 'HTTPS')
        elb = self.client('elbv2')
        [balancer] = elb.describe_load_balancers()['LoadBalancers']
        [group] = elb.describe_target_groups()['TargetGroups']
        listeners = elb.describe_listeners(LoadBalancerArn=balancer['LoadBalancerArn'])['Listeners']
        [plain] = [one['ListenerArn'] for one in listeners if one['Port'] == 80]  # MiniStack takes no other request
        forward = {'Type': 'forward', 'TargetGroupArn': group['TargetGroupArn']}
        elb.modify_listener(ListenerArn=plain, DefaultActions=[forward])
        return self.see(balancer['DNSName']) == (200, b'without TLS')
