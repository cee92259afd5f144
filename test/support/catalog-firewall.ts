import { Duration, Size, Stack } from 'aws-cdk-lib';
import type { Variants } from './catalog';
import { EDGE, workloadStack } from './cloud';
import { siteIn } from './site';
import { EdgeFirewall, FirewallMode, FirewallScope } from '../../src/edge';

/** Web ACLs, once with their defaults and once with all they can have. */
export const firewalls: Record<string, Variants> = {
  EdgeFirewall: {
    defaults: (app) => {
      const stack = workloadStack(app);
      const firewall = new EdgeFirewall(stack, 'Firewall', {
        scope: FirewallScope.CLOUDFRONT,
        mode: FirewallMode.COUNT,
      });
      siteIn(stack, { webAclArn: firewall.webAclArn });
    },
    hardened: (app) => {
      const options = {
        mode: FirewallMode.BLOCK,
        ...{ rateLimit: 500, rateLimitWindow: Duration.minutes(1), botControl: true },
        ruleExceptions: {
          SizeRestrictions_BODY: ['/api/graphql', '/uploads/*'],
          CrossSiteScripting_BODY: ['/uploads/*'],
          SQLi_QUERYARGUMENTS: ['/search'],
        },
        bodyInspectionLimit: Size.kibibytes(64),
        ...{ redactedHeaders: ['X-Session'], redactQueryString: true },
        ...{ logAllRequests: true, logRetention: Duration.days(365) },
      };
      new EdgeFirewall(workloadStack(app), 'Firewall', {
        ...options,
        scope: FirewallScope.CLOUDFRONT,
        blockedCountries: ['KP', 'IR'],
        edgeStack: new Stack(app, 'OurEdge', { env: EDGE }),
      });
      new EdgeFirewall(workloadStack(app, 'Api'), 'Firewall', {
        ...options,
        scope: FirewallScope.REGIONAL,
        clientAddressHeader: 'CF-Connecting-IP',
        allowedCountries: ['SG', 'MY'],
      });
    },
  },
};
