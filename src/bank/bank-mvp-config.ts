import { Environment, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AdoptConfig } from './config/adopt-config';
import { AlarmsConfig, TelephonyConfig } from './config/alarms-config';
import { ApiConfig, CacheConfig, DatabaseConfig } from './config/api-config';
import { ConfigGap } from './config/config-gap';
import { DeployConfig } from './config/deploy-config';
import { DomainConfig } from './config/domain-config';
import { NetworkConfig } from './config/network-config';
import { ObjectivesConfig } from './config/objectives-config';
import { Auth0Config, EncryptionConfig, SentryConfig, SiteConfig, WebAppConfig } from './config/site-config';
import { BankReading, CONTEXT_KEY, readBank } from './private/config/bank-reader';
import { copyOf } from './private/config/copy-of';
import { BankValues } from './private/config/keys';
import { apiOf, deployOf, networkOf } from './private/config/sections';
import { dataOf, textOf } from './private/config/text';
import { warningsFor } from './private/config/warnings';
import { problemIf, throwOnProblems } from '../core/private/checks/problems';
import { requireArgument } from '../core/private/checks/required-props';
import { parseImageUri } from '../core/private/formats/image-uri';
import { isElsewhere } from '../core/private/stacks/stack-of';

/**
 * The config of `BankMvp`: the keys below `infra:bankMvp`.
 *
 * One error reports all mistakes, key by key. While the gate is closed, a required key that is missing has the value of
 * the infrastructure brief, and `gaps` lists what to write before the gate opens. Getters return copies: changing them
 * leaves the config as it is.
 *
 * @example
 * import { BankMvpConfig } from 'rl-bank-constructs/bank';
 *
 * const config = BankMvpConfig.fromFile('bank-mvp.yaml');
 */
export class BankMvpConfig {
  /**
   * Reads a YAML or JSON file, with the key `infra:bankMvp` or without it.
   * @param path the path of the file
   */
  public static fromFile(path: string): BankMvpConfig {
    return new BankMvpConfig(dataOf(textOf(path), path), path);
  }

  /**
   * Reads YAML or JSON text, with the key `infra:bankMvp` or without it.
   * @param text the text
   */
  public static fromText(text: string): BankMvpConfig {
    return new BankMvpConfig(dataOf(text, 'the text'), 'the text');
  }

  /**
   * Reads the context `infra:bankMvp`: an object of `cdk.json`, or the text of `--context`.
   *
   * The text is JSON on one line, since the CDK CLI passes only the first line.
   * @param scope the construct whose context is read
   */
  public static fromContext(scope: IConstruct): BankMvpConfig {
    requireArgument('BankMvpConfig.fromContext', 'scope', scope?.node);
    const source = `the context '${CONTEXT_KEY}'`;
    const context: unknown = scope.node.tryGetContext(CONTEXT_KEY);
    throwOnProblems(
      'BankMvpConfig',
      problemIf(context === undefined, {
        code: 'config/no-context',
        prop: CONTEXT_KEY,
        value: undefined,
        allowed: 'must be in the context of the app',
        fix: `write it into cdk.json, or pass --context '${CONTEXT_KEY}={"enabled": true, …}' on one line`,
      }),
      problemIf(typeof context === 'string' && !/^\s*\{|\n./.test(context), {
        code: 'config/one-line',
        prop: CONTEXT_KEY,
        value: context,
        allowed: 'must be a whole config on one line, since the CDK CLI passes only the first line of a text',
        fix: 'pass JSON on one line, write it into cdk.json, or read a file with BankMvpConfig.fromFile()',
      }),
    );
    return new BankMvpConfig(typeof context === 'string' ? dataOf(context, source) : context, source);
  }

  /**
   * Reads an object, with the key `infra:bankMvp` or without it.
   * @param content the keys with their values
   */
  public static fromObject(content: object): BankMvpConfig {
    return new BankMvpConfig(content, 'the object');
  }

  /** Whether the app has a bank. While it is false there is not even a plan. */
  public readonly enabled: boolean;

  /** Whether the gate is open: the stacks of the plan can be deployed. */
  public readonly createResources: boolean;

  /** The prefix of the names of stacks, service and roles. */
  public readonly namePrefix: string;

  /** Whether Route 53 health checks probe the API and the sites. */
  public readonly uptimeCheck: boolean;

  /** The URL of the runbook that alarms link to. Without it they link to the runbook of this library. */
  public readonly runbookUrl?: string;

  /** The account of the image and of all stacks. */
  public readonly account: string;

  /** The region of the image and of all stacks except those of CloudFront in us-east-1. */
  public readonly region: string;

  /** The source of the config, for messages. */
  public readonly source: string;

  private readonly values: BankValues;
  private readonly found: ConfigGap[];

  private constructor(data: unknown, source: string) {
    const { values, gaps, problems }: BankReading = readBank(data);
    throwOnProblems(Token.isUnresolved(source) ? 'BankMvpConfig' : `BankMvpConfig, ${source}`, ...problems);
    this.source = source;
    const home = parseImageUri(values.api.image)!;
    this.account = home.account;
    this.region = home.region;
    this.enabled = values.enabled;
    this.createResources = values.createResources;
    this.namePrefix = values.namePrefix;
    this.uptimeCheck = values.uptimeCheck;
    this.runbookUrl = values.runbookUrl;
    this.values = copyOf(values);
    this.found = gaps;
  }

  /** Host names. */
  public get domain(): DomainConfig {
    return copyOf(this.values.domain);
  }

  /** The existing VPC. */
  public get network(): NetworkConfig {
    return networkOf(copyOf(this.values));
  }

  /** The API service. */
  public get api(): ApiConfig {
    return apiOf(copyOf(this.values));
  }

  /** The customers' web app. */
  public get webapp(): WebAppConfig {
    return copyOf(this.values.webapp);
  }

  /** The merchants' portal. */
  public get merchantPortal(): SiteConfig {
    return copyOf(this.values.merchantPortal);
  }

  /** Auth0. */
  public get auth0(): Auth0Config {
    return copyOf(this.values.auth0);
  }

  /** The existing database. */
  public get database(): DatabaseConfig {
    return copyOf(this.values.database);
  }

  /** The limits of the cache. */
  public get cache(): CacheConfig {
    return copyOf(this.values.cache);
  }

  /** Encryption with customer managed KMS keys. */
  public get encryption(): EncryptionConfig {
    return copyOf(this.values.encryption);
  }

  /** Sentry. */
  public get sentry(): SentryConfig {
    return copyOf(this.values.sentry);
  }

  /** Telephony. */
  public get telephony(): TelephonyConfig {
    return copyOf(this.values.telephony);
  }

  /** The targets of alarms. */
  public get alarms(): AlarmsConfig {
    return copyOf(this.values.alarms);
  }

  /** The service level objectives. */
  public get objectives(): ObjectivesConfig {
    return copyOf(this.values.objectives);
  }

  /** The GitHub repositories that deploy. Without it there are no roles for CI. */
  public get deploy(): DeployConfig | undefined {
    return deployOf(this.values);
  }

  /** Existing resources to use instead of new ones. */
  public get adopt(): AdoptConfig {
    return copyOf(this.values.adopt);
  }

  /** What the open gate requires and the config lacks. Empty when the gate is open. */
  public get gaps(): ConfigGap[] {
    return copyOf(this.found);
  }

  /** Values that are valid but rarely intended, such as an audience that is not the URL of the API. */
  public get warnings(): string[] {
    return warningsFor(this.values);
  }

  /** The host name of the API, such as `api.bank.example`. */
  public get apiHost(): string {
    return this.hostOf(this.values.domain.apiSubdomain);
  }

  /** The host name of the customers' web app. */
  public get appHost(): string {
    return this.hostOf(this.values.domain.appSubdomain);
  }

  /** The host name of the merchants' portal. */
  public get merchantHost(): string {
    return this.hostOf(this.values.domain.merchantSubdomain);
  }

  /** Account and region, for the `env` of stacks. */
  public get env(): Environment {
    return { account: this.account, region: this.region };
  }

  /**
   * Checks that a stack is in the account and region of the image, and throws otherwise.
   * @param stack the stack around the bank
   */
  public checkEnvironment(stack: Stack): void {
    throwOnProblems(
      stack,
      problemIf(isElsewhere(stack, this), {
        code: 'config/elsewhere',
        prop: 'api.image',
        value: this.values.api.image,
        allowed: `must be in account ${stack.account} and region ${stack.region}, as ${stack.node.path} is`,
        fix: 'give the stack the env of the config, or name an image in its account and region',
      }),
    );
  }

  private hostOf(subdomain: string): string {
    return `${subdomain}.${this.values.domain.rootDomain}`;
  }
}
