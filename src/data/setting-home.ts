/** Where a setting lives that is a secret for some teams and none for others. */
export class SettingHome {
  /** In Secrets Manager. A person fills it in. */
  public static secret(): SettingHome {
    return new SettingHome(undefined);
  }

  /**
   * In Parameter Store, in clear text.
   * @param value the value, without credentials
   */
  public static parameter(value: string): SettingHome {
    return new SettingHome(value);
  }

  private constructor(
    /** The value in Parameter Store. A secret has none here. */
    public readonly value: string | undefined,
  ) {}
}
