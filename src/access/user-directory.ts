import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IUserPool, IUserPoolClient, UserPool, UserPoolIdentityProviderSaml } from 'aws-cdk-lib/aws-cognito';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { AppClientOptions } from './app-client-options';
import { EmailSender } from './email-sender';
import { EmailText } from './email-text';
import { IUserDirectory, UserDirectoryAttributes } from './i-user-directory';
import { ImportedUserDirectory } from './private/users/imported-directory';
import { pendingInputsOf } from './private/users/pending-inputs';
import { Provider, ProviderDirectory, samlEndpointsOf, samlProviderFor } from './private/users/saml';
import { SignInHost, signInHostFor } from './private/users/sign-in-host';
import { issuerOf, requireClients, tokenBinding, TokenIssuer } from './private/users/token-binding';
import { grantManageUsers } from './private/users/user-grants';
import { attachWebAcl, deliveryLogFor, userPoolFor } from './private/users/user-pool';
import { userPoolSeenFromOtherStacks } from './private/users/user-pool-reference';
import { directoryAlarms } from './private/users-observed/directory-alarms';
import { directoryGraphs, directoryLogQueries } from './private/users-observed/directory-graphs';
import { SamlEndpoints } from './saml-endpoints';
import { SamlProvider } from './saml-provider';
import { SignInDomain } from './sign-in-domain';
import { UserSignIn } from './user-sign-in';
import {
  AlarmDefinition,
  GraphDefinition,
  IMonitored,
  IServiceBinding,
  LogQueryDefinition,
  PendingInput,
  ServiceSecret,
} from '../core';
import { AppClient, appClientFor, ClientDirectory } from './private/users/app-client';
import { DIRECTORY_TYPES, directoryProblems } from './private/users-checks/directory-problems';
import * as metrics from './private/users-observed/directory-metrics';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { typeProblems } from '../core/private/checks/types';
import { removalPolicyOf } from '../core/private/resources/removal-policy';
import { crossStackValue } from '../core/private/stacks/cross-stack-value';

/** Properties for defining a `UserDirectory`. */
export interface UserDirectoryProps {
  /** First factor of the users, and whether strangers can register. */
  readonly signIn: UserSignIn;

  /**
   * Sender of the emails with codes. Required with `UserSignIn.emailOtp(…)`.
   * @default - no email is sent
   */
  readonly sender?: EmailSender;

  /**
   * Text of the emails with codes, with a sender of SES.
   * @default - the text of Amazon Cognito
   */
  readonly emailText?: EmailText;

  /**
   * Domain of managed login, which SAML needs. A change takes two deployments: one without a domain, one with the new one.
   * @default - none: a login service of yours calls Cognito's API
   */
  readonly domain?: SignInDomain;

  /**
   * Names of attributes beside the profile, such as `role`: texts that ID tokens have as `custom:role`. SAML providers and
   * roles with `grantManageUsers` write them, users do not. Names can be added; Amazon Cognito can remove none.
   * @default - no custom attributes
   */
  readonly customAttributes?: string[];

  /**
   * ARN of a web ACL of scope REGIONAL. Its rate limit counts a login service, which calls from its own address, as one client.
   * @default - no web ACL
   */
  readonly webAclArn?: string;

  /**
   * Deletion protection of the user pool. Deploy once with `false` before deleting it.
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * Removal policy of the user pool and its log. `RemovalPolicy.DESTROY` takes the context `rl-bank-constructs:destroyData`.
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Cognito user pool whose users sign in by a one-time password that is sent by email, or by SAML providers such as Entra ID.
 *
 * Services validate its tokens with the settings of `forApi`, and sign users in with those of `forLoginService`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/what-is-amazon-cognito.html
 * @example
 * import { EmailSender, UserDirectory, UserRegistration, UserSignIn } from 'rl-bank-constructs/access';
 *
 * const users = new UserDirectory(this, 'Users', {
 *   signIn: UserSignIn.emailOtp(UserRegistration.OPEN),
 *   sender: EmailSender.ses({ fromEmail: 'login@tracker.example', fromName: 'Tracker' }),
 * });
 * const web = users.addAppClient('Web');
 * const uses = [users.forApi(web)]; // of a service that validates tokens
 */
@propertyInjectable
export class UserDirectory extends Construct implements IUserDirectory, IMonitored {
  /** Identifies this class for property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'rl-bank-constructs.access.UserDirectory';

  /**
   * References a user directory that another app or another account defines, to validate its tokens.
   * @param scope construct that the reference belongs to
   * @param id id of the reference in `scope`
   * @param attributes id of its user pool
   */
  public static fromUserDirectoryAttributes(
    scope: Construct,
    id: string,
    attributes: UserDirectoryAttributes,
  ): IUserDirectory {
    return new ImportedUserDirectory(scope, id, attributes);
  }

  /** User pool, for authorizers and resources in any stack. */
  public readonly userPool: IUserPool;

  /** Id of the user pool, for any stack. */
  public readonly userPoolId: string;

  /** Issuer of its tokens, for any stack. */
  public readonly issuer: string;

  /** URL of the public keys that sign its tokens, for any stack. */
  public readonly jwksUrl: string;

  /** URL of managed login, `undefined` without a `domain`. */
  public readonly signInUrl?: string;

  /** Log group with the emails that were not delivered, `undefined` where none are sent. */
  public readonly deliveryLog?: LogGroup;

  private readonly pool: UserPool;
  private readonly host?: SignInHost;
  private readonly tokens: TokenIssuer;
  private readonly logGroupName?: string;
  private readonly clients: AppClient[] = [];
  private readonly providers: Provider[] = [];
  private readonly props: UserDirectoryProps;

  constructor(scope: Construct, id: string, props: UserDirectoryProps) {
    super(scope, id);
    requireProps(this, props, { signIn: true });
    throwOnProblems(this, ...typeProblems(props, DIRECTORY_TYPES));
    throwOnProblems(this, ...directoryProblems(this, props));
    const removalPolicy = removalPolicyOf(this, props.removalPolicy);
    this.props = props;

    this.pool = userPoolFor(this, props, removalPolicy);
    this.deliveryLog = props.sender && deliveryLogFor(this, this.pool, removalPolicy);
    this.logGroupName =
      this.deliveryLog &&
      crossStackValue(this.deliveryLog, { name: 'DeliveryLogName', value: this.deliveryLog.logGroupName });
    this.host = props.domain && signInHostFor(this, this.pool, props.domain);
    this.signInUrl = this.host?.url;
    attachWebAcl(this, this.pool, props.webAclArn);

    this.userPool = userPoolSeenFromOtherStacks(this, this.pool);
    this.userPoolId = this.userPool.userPoolId;
    this.tokens = issuerOf(Stack.of(this).region, this.userPoolId);
    this.issuer = this.tokens.issuer;
    this.jwksUrl = this.tokens.jwksUrl;
  }

  /** CloudFront domain that the record of a domain outside Route 53 leads to, `undefined` without a domain of yours. */
  public get signInAliasTarget(): string | undefined {
    return this.props.domain?.isCustom ? this.host!.domain.cloudFrontEndpoint : undefined;
  }

  /** What an administrator enters at SAML providers, `undefined` without a `domain`. */
  public get samlEndpoints(): SamlEndpoints | undefined {
    return samlEndpointsOf(this.userPoolId, this.signInUrl);
  }

  /** What has to exist before the deployment, or before users come: the sender, the record above the domain, SAML providers. */
  public get pendingInputs(): PendingInput[] {
    return pendingInputsOf(this, this.props, this.providers);
  }

  /** Alarms: `SignInsFail` and `SignInsThrottled` (each for five ways to sign in), `EmailsNotDelivered`, and `CertificateExpires`. */
  public get alarmDefinitions(): AlarmDefinition[] {
    return [...directoryAlarms(this.metered), ...(this.host?.certificate?.alarmDefinitions ?? [])];
  }

  /** Graphs of sign-ins and emails. */
  public get graphDefinitions(): GraphDefinition[] {
    return [...directoryGraphs(this.metered), ...(this.host?.certificate?.graphDefinitions ?? [])];
  }

  /** Log query of the emails that were not delivered. */
  public get logQueries(): LogQueryDefinition[] {
    return directoryLogQueries(this.metered);
  }

  /**
   * Adds a SAML provider, where an administrator enters `samlEndpoints`.
   * @param id name of the provider, such as `Entra`, which tokens have in `cognito:groups`: another one makes its users new ones
   * @param provider metadata and claims
   */
  public addSamlProvider(id: string, provider: SamlProvider): UserPoolIdentityProviderSaml {
    const created = samlProviderFor(this, id, this.parts, provider);
    this.providers.push(created);
    return created.resource;
  }

  /**
   * Adds an app client: the audience of the tokens of one app.
   * @param id id of the client
   * @param options providers, URLs and validity of tokens
   */
  public addAppClient(id: string, options: AppClientOptions = {}): IUserPoolClient {
    const created = appClientFor(this, id, this.parts, options);
    this.clients.push(created);
    return created.client;
  }

  /**
   * Environment variables of a service that validates tokens: `AUTH_MODE=cognito`, issuer, audience and URL of the public keys.
   * @param clients app clients whose tokens it accepts, one at least: the variable has their ids separated by commas
   */
  public forApi(...clients: IUserPoolClient[]): IServiceBinding {
    requireClients(this, clients);
    const ids = clients.map((it) => this.idOf(it));
    return tokenBinding(this.node.path, this.tokens, ids);
  }

  /**
   * Environment variables of a service that signs users in: those of `forApi`, and where they exist the URL of managed login and
   * the secret of the client.
   * @param client app client of the service
   */
  public forLoginService(client: IUserPoolClient): IServiceBinding {
    requireClients(this, [client]);
    const secret = this.clients.find((it) => it.client === client)?.secret;
    return tokenBinding(this.node.path, this.tokens, [this.idOf(client)], {
      url: this.signInUrl,
      secret: secret && ServiceSecret.fromSecret(secret),
    });
  }

  /**
   * Grants a role to create, read, change, disable and delete users, and to sign them out. It sets no password.
   * @param grantee role of this account
   */
  public grantManageUsers(grantee: IGrantable): Grant {
    return grantManageUsers(this, this.userPool.userPoolArn, grantee);
  }

  /**
   * Sign-ins that succeed, of all app clients, in percent. Fewer than ten in a period count as all. A math expression:
   * `statistic`, `id` and `visible` have no effect.
   * @param props metric options: period, label, region
   */
  public metricSignInSuccessRate(props?: MetricOptions): MathExpression {
    return metrics.signInSuccessRate(this.metered, props);
  }

  /**
   * Sign-ins of all app clients that Amazon Cognito throttles: the sum. A math expression: `id` and `visible` have no effect.
   * @param props metric options: period, statistic, label, region
   */
  public metricThrottledSignIns(props?: MetricOptions): MathExpression {
    return metrics.throttledSignIns(this.metered, props);
  }

  /**
   * Emails that could not be sent: the sum.
   * @param props metric options: period, statistic, label, region
   */
  public metricUndeliveredEmails(props?: MetricOptions): Metric {
    return metrics.undeliveredEmails(this.metered, props);
  }

  private get parts(): ClientDirectory & ProviderDirectory {
    const { pool, signInUrl, clients, providers } = this;
    const { signIn, customAttributes = [] } = this.props;
    return { pool, signInUrl, signIn, customAttributes, clients, providers };
  }

  private get metered(): metrics.MeteredDirectory {
    return { userPoolId: this.userPoolId, clients: this.clients, logGroupName: this.logGroupName };
  }

  private idOf(client: IUserPoolClient): string {
    return this.clients.find((it) => it.client === client)?.clientId ?? client.userPoolClientId;
  }
}
