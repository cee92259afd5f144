import { Environment, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AdoptConfig } from './adopt-config';
import { AlarmsConfig, TelephonyConfig } from './alarms-config';
import { ApiConfig, CacheConfig, DatabaseConfig } from './api-config';
import { ConfigGap } from './config-gap';
import { DeployConfig } from './deploy-config';
import { DomainConfig } from './domain-config';
import { NetworkConfig } from './network-config';
import { BankReading, CONTEXT_KEY, readBank } from './private/bank-reader';
import { copyOf } from './private/copy-of';
import { BankValues } from './private/keys';
import { apiOf, deployOf, networkOf } from './private/sections';
import { dataOf, textOf } from './private/text';
import { warningsFor } from './private/warnings';
import { Auth0Config, SentryConfig, SiteConfig } from './site-config';
import { problemIf, throwOnProblems } from '../core/private/checks/problems';
import { parseImageUri } from '../core/private/formats/image-uri';
import { areDifferent } from '../core/private/stacks/stack-of';

/**
 * The bank in one config: what the document calls `infra:bankMvp`.
 *
 * Everything that is wrong is told in one error, key by key. While the gate is closed, a key of the document that is
 * missing has the document's value, and `gaps` tells what to write before the gate opens. What is got from it is a copy:
 * nothing that is done to that changes the config.
 */
export class BankMvpConfig {
  /**
   * Reads a file in YAML or JSON: the document's text, or what is below its one key.
   * @param path the file
   */
  public static fromFile(path: string): BankMvpConfig {
    return new BankMvpConfig(dataOf(textOf(path), path), path);
  }

  /**
   * Reads a text in YAML or JSON: the document's text, or what is below its one key.
   * @param text the text
   */
  public static fromText(text: string): BankMvpConfig {
    return new BankMvpConfig(dataOf(text, 'the text'), 'the text');
  }

  /**
   * Reads the context `infra:bankMvp`: an object from `cdk.json`, or a text from `--context`, which is JSON in one line:
   * of more than one line the CLI passes the first alone.
   * @param scope where to look for it
   */
  public static fromContext(scope: IConstruct): BankMvpConfig {
    const source = `the context '${CONTEXT_KEY}'`;
    const context: unknown = scope.node.tryGetContext(CONTEXT_KEY);
    throwOnProblems(
      'BankMvpConfig',
      problemIf(context === undefined, {
        code: 'config/no-context',
        prop: CONTEXT_KEY,
        value: undefined,
        allowed: 'it has to be in the context of the app',
        fix: `write it into cdk.json, or pass it by --context '${CONTEXT_KEY}={"enabled": true, …}' in one line`,
      }),
      problemIf(typeof context === 'string' && !/^\s*\{|\n./.test(context), {
        code: 'config/one-line',
        prop: CONTEXT_KEY,
        value: context,
        allowed: 'of a text with several lines the CLI passes the first one alone, and this is no whole config',
        fix: 'pass JSON in one line, write it into cdk.json, or read a file by BankMvpConfig.fromFile()',
      }),
    );
    return new BankMvpConfig(typeof context === 'string' ? dataOf(context, source) : context, source);
  }

  /**
   * Reads an object: what is below the document's one key, or with it.
   * @param content the keys with their values
   */
  public static fromObject(content: object): BankMvpConfig {
    return new BankMvpConfig(content, 'the object');
  }

  /** Whether there is a bank at all. Without it there is nothing, not even a plan. */
  public readonly enabled: boolean;

  /** Whether the gate is open: what was a plan is created. */
  public readonly createResources: boolean;

  /** What the names of stacks, service and roles begin with. */
  public readonly namePrefix: string;

  /** Whether the API and the sites are checked from outside. */
  public readonly uptimeCheck: boolean;

  /** The page whose headings the alarms lead to. Without it they lead to the runbook of this library. */
  public readonly runbookUrl?: string;

  /** The account of the image, and so of everything. */
  public readonly account: string;

  /** The region of the image, and so of everything but what CloudFront needs. */
  public readonly region: string;

  /** Where the config was read. */
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

  /** The names of the bank. */
  public get domain(): DomainConfig {
    return copyOf(this.values.domain);
  }

  /** The network. */
  public get network(): NetworkConfig {
    return networkOf(copyOf(this.values));
  }

  /** The API. */
  public get api(): ApiConfig {
    return apiOf(copyOf(this.values));
  }

  /** The customers' web app. */
  public get webapp(): SiteConfig {
    return copyOf(this.values.webapp);
  }

  /** The merchants' portal. */
  public get merchantPortal(): SiteConfig {
    return copyOf(this.values.merchantPortal);
  }

  /** The tenant of Auth0. */
  public get auth0(): Auth0Config {
    return copyOf(this.values.auth0);
  }

  /** The database. */
  public get database(): DatabaseConfig {
    return copyOf(this.values.database);
  }

  /** What the cache may cost. */
  public get cache(): CacheConfig {
    return copyOf(this.values.cache);
  }

  /** Sentry. */
  public get sentry(): SentryConfig {
    return copyOf(this.values.sentry);
  }

  /** Telephony. */
  public get telephony(): TelephonyConfig {
    return copyOf(this.values.telephony);
  }

  /** Who is told of alarms. */
  public get alarms(): AlarmsConfig {
    return copyOf(this.values.alarms);
  }

  /** Who deploys what. Without it there are no roles for CI. */
  public get deploy(): DeployConfig | undefined {
    return deployOf(this.values);
  }

  /** What is there already. */
  public get adopt(): AdoptConfig {
    return copyOf(this.values.adopt);
  }

  /** What has to be written before the gate can open. Behind an open gate there is none. */
  public get gaps(): ConfigGap[] {
    return copyOf(this.found);
  }

  /** What is allowed and mostly not meant. */
  public get warnings(): string[] {
    return warningsFor(this.values);
  }

  /** The full name of the API, such as `api.bank.example`. */
  public get apiHost(): string {
    return this.hostOf(this.values.domain.apiSubdomain);
  }

  /** The full name of the customers' web app. */
  public get appHost(): string {
    return this.hostOf(this.values.domain.appSubdomain);
  }

  /** The full name of the merchants' portal. */
  public get merchantHost(): string {
    return this.hostOf(this.values.domain.merchantSubdomain);
  }

  /** Account and region, as stacks take them. */
  public get env(): Environment {
    return { account: this.account, region: this.region };
  }

  /**
   * Refuses a stack that is in another account or region than the image.
   * @param stack the stack that the bank is to be in
   */
  public refuseElsewhere(stack: Stack): void {
    const { account, region } = this;
    throwOnProblems(
      stack,
      problemIf(areDifferent(stack.account, account) || areDifferent(stack.region, region), {
        code: 'config/elsewhere',
        prop: 'api.image',
        value: this.values.api.image,
        allowed: `it is in account ${account} and region ${region}, and ${stack.node.path} in ${stack.account} and ${stack.region}`,
        fix: 'give the stack the env of the config, or name the image that is where the stack is',
      }),
    );
  }

  private hostOf(subdomain: string): string {
    return `${subdomain}.${this.values.domain.rootDomain}`;
  }
}
