CREATE TABLE IF NOT EXISTS customers (
  id bigint PRIMARY KEY AUTO_INCREMENT,
  name varchar(200) NOT NULL,
  email varchar(200) NOT NULL,
  phone varchar(200) NOT NULL
);
CREATE TABLE IF NOT EXISTS addresses (
  id bigint PRIMARY KEY AUTO_INCREMENT,
  customer_id bigint NOT NULL,
  street varchar(200) NOT NULL,
  city varchar(200) NOT NULL,
  FOREIGN KEY (customer_id) REFERENCES customers (id)
);
-- Orders of the shop and of partners, each once for a source and its id.
CREATE TABLE IF NOT EXISTS orders (
  id bigint PRIMARY KEY AUTO_INCREMENT,
  source varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  external_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  customer_id bigint,
  status enum('placed', 'paid', 'refused', 'refunded') NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE once (source, external_id),
  INDEX by_time (created_at),
  FOREIGN KEY (customer_id) REFERENCES customers (id)
);
CREATE TABLE IF NOT EXISTS order_items (
  order_id bigint NOT NULL,
  sku varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  quantity int NOT NULL CHECK (quantity > 0),
  price_cents int NOT NULL,
  PRIMARY KEY (order_id, sku),
  FOREIGN KEY (order_id) REFERENCES orders (id),
  FOREIGN KEY (sku) REFERENCES products (sku)
);
CREATE TABLE IF NOT EXISTS payments (
  order_id bigint PRIMARY KEY,
  card_token varchar(128),
  status enum('pending', 'captured', 'refused', 'refunded') NOT NULL,
  FOREIGN KEY (order_id) REFERENCES orders (id)
);
CREATE TABLE IF NOT EXISTS reviews (
  id bigint PRIMARY KEY AUTO_INCREMENT,
  sku varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  customer_id bigint NOT NULL,
  stars tinyint NOT NULL CHECK (stars BETWEEN 1 AND 5),
  content text NOT NULL,
  FOREIGN KEY (sku) REFERENCES products (sku),
  FOREIGN KEY (customer_id) REFERENCES customers (id)
);
