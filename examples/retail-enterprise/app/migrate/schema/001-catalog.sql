-- MySQL commits each statement that changes the schema: a file that fails half-way runs again, so each statement bears that. Ids are compared byte by
-- byte: those of a partner may differ in case alone.
CREATE TABLE IF NOT EXISTS categories (
  id int PRIMARY KEY AUTO_INCREMENT,
  name varchar(100) NOT NULL UNIQUE
);
CREATE TABLE IF NOT EXISTS suppliers (
  id int PRIMARY KEY AUTO_INCREMENT,
  name varchar(200) NOT NULL,
  contact_name varchar(200) NOT NULL,
  contact_email varchar(200) NOT NULL,
  contact_phone varchar(40) NOT NULL
);
CREATE TABLE IF NOT EXISTS products (
  sku varchar(64) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,
  name varchar(200) NOT NULL,
  category_id int,
  supplier_id int,
  price_cents int NOT NULL CHECK (price_cents >= 0),
  stock int NOT NULL DEFAULT 0,
  INDEX by_name (name),
  FOREIGN KEY (category_id) REFERENCES categories (id),
  FOREIGN KEY (supplier_id) REFERENCES suppliers (id)
);
-- Each change of stock, once for a source and its id.
CREATE TABLE IF NOT EXISTS inventory_log (
  id bigint PRIMARY KEY AUTO_INCREMENT,
  sku varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  delta int NOT NULL,
  source varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  external_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE once (source, external_id, sku),
  FOREIGN KEY (sku) REFERENCES products (sku)
);
