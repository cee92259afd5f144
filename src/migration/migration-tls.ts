import { requireCertificate } from './private/databases/certificate';

/**
 * How DMS encrypts the connection to a source. Not every engine has each mode.
 *
 * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html
 * @example
 * import { MigrationTls } from 'rl-bank-constructs/migration';
 *
 * const tls = MigrationTls.verifyFull('arn:aws:dms:eu-central-1:111111111111:cert:LEGACY');
 */
export class MigrationTls {
  /** No encryption, for a source behind a VPN or Direct Connect that has no TLS. */
  public static none(): MigrationTls {
    return new MigrationTls('none', undefined);
  }

  /** TLS whose certificate nothing checks. SQL Server and MongoDB have it. */
  public static unverified(): MigrationTls {
    return new MigrationTls('require', undefined);
  }

  /**
   * TLS whose certificate has to be signed by a CA. Oracle and MySQL have it.
   * @param certificateArn ARN of a certificate that was imported into DMS; for Oracle, of a wallet
   */
  public static verifyCa(certificateArn: string): MigrationTls {
    requireCertificate('MigrationTls.verifyCa', certificateArn);
    return new MigrationTls('verify-ca', certificateArn);
  }

  /**
   * TLS whose certificate has to be signed by a CA, and be of the host. SQL Server, MySQL and MongoDB have it.
   * @param certificateArn ARN of a certificate that was imported into DMS
   */
  public static verifyFull(certificateArn: string): MigrationTls {
    requireCertificate('MigrationTls.verifyFull', certificateArn);
    return new MigrationTls('verify-full', certificateArn);
  }

  private constructor(
    /** Name of the mode in DMS, such as `verify-full`. */
    public readonly mode: string,
    /** ARN of the certificate in DMS, `undefined` where nothing is verified. */
    public readonly certificateArn: string | undefined,
  ) {}
}
