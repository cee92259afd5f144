-- Exchange rates are the same for all workspaces: no row-level security. `rates` writes them, `app` reads them.
CREATE TABLE fx_rates_raw (
  base_currency text NOT NULL,
  rate_date date NOT NULL,
  rate numeric NOT NULL CHECK (rate > 0), -- US dollars for one unit
  source text NOT NULL,
  inserted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (base_currency, rate_date)
);
CREATE TABLE fx_rates_daily (
  base_currency text NOT NULL,
  quote_currency text NOT NULL,
  calendar_date date NOT NULL,
  rate numeric NOT NULL,
  source_rate_date date NOT NULL,
  PRIMARY KEY (base_currency, quote_currency, calendar_date)
);
GRANT SELECT ON fx_rates_daily, fx_rates_raw TO app;
GRANT SELECT, INSERT, UPDATE ON fx_rates_daily, fx_rates_raw TO rates;
