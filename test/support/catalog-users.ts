import { Duration } from 'aws-cdk-lib';
import type { Variants } from './catalog';
import { workloadStack } from './cloud';
import { ENTRA, usersIn } from './users';
import { EmailSender, SamlProvider, SignInDomain, UserRegistration, UserSignIn } from '../../src/access';
import { EdgeFirewall, FirewallMode, FirewallScope } from '../../src/edge';
import { BankDns, HostedZoneSource } from '../../src/network';

/** User directories, once with their defaults and once with all they can have. */
export const userDirectories: Record<string, Variants> = {
  UserDirectory: {
    defaults: (app) => {
      usersIn(workloadStack(app)).addAppClient('Web');
    },
    hardened: (app) => {
      const stack = workloadStack(app);
      const dns = new BankDns(stack, 'Dns', {
        rootDomain: 'tracker.example',
        zone: HostedZoneSource.fromHostedZoneId('Z0123456789ABCDEFGHIJ'),
      });
      const users = usersIn(stack, {
        signIn: UserSignIn.emailOtp(UserRegistration.INVITATION),
        sender: EmailSender.ses({
          ...{ fromEmail: 'login@mail.tracker.example', fromName: 'Tracker', identity: 'tracker.example' },
          ...{ sesRegion: 'eu-west-1', replyTo: 'help@tracker.example', configurationSetName: 'login' },
        }),
        emailText: { subject: 'Your code', body: 'Your code is {####}.' },
        domain: SignInDomain.inZone(dns, 'login.tracker.example'),
        customAttributes: ['tenant'],
        webAclArn: new EdgeFirewall(stack, 'Firewall', { scope: FirewallScope.REGIONAL, mode: FirewallMode.BLOCK })
          .webAclArn,
      });
      const entra = users.addSamlProvider(
        'Entra',
        SamlProvider.entraId({
          ...{ metadata: ENTRA, customAttributes: { tenant: 'tenantid' } },
          ...{ singleLogout: true, signRequests: true, encryptedResponses: true },
        }),
      );
      const tokens = {
        ...{ idTokenValidity: Duration.minutes(15), accessTokenValidity: Duration.minutes(15) },
        ...{ refreshTokenValidity: Duration.days(7), reusableRefreshTokens: true },
      };
      users.addAppClient('Web', {
        ...{ callbackUrls: ['https://auth.tracker.example/callback'], logoutUrls: ['https://app.tracker.example/'] },
        ...{ generateSecret: true, ...tokens },
      });
      users.addAppClient('Staff', { providers: [entra], callbackUrls: ['https://staff.tracker.example/'] });
    },
  },
};
